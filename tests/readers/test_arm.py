from typing import Any

import pytest

from decision.readers.arm_expressions import Names, parsed
from tests.readers.reading import edges_of, read_texts, settings_of, types_of, unit_of

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
STORE = "Microsoft.Storage/storageAccounts"
SITE = "Microsoft.Web/sites"


def template(*resources: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": list(resources), **more}


STORE_BY_VARIABLE = {"type": STORE, "name": "[variables('store')]"}


@pytest.mark.parametrize(
    "depends",
    [
        f"[resourceId('{STORE}', variables('store'))]",
        f"[ resourceId( '{STORE}' , variables( 'store' ) ) ]",
        f"[resourceId(subscription().subscriptionId, 'group', '{STORE}', variables('store'))]",
        f"[concat('{STORE}/', variables('store'))]",
        f"[format('{{0}}/{{1}}', '{STORE}', variables('store'))]",
        "[variables('store')]",
        "[variables('storeId')]",
        f"[concat(resourceGroup().id, '/providers/{STORE}/', variables('store'))]",
    ],
)
def test_a_dependency_is_found_however_it_is_written(depends: str) -> None:
    unit = unit_of(
        template(
            STORE_BY_VARIABLE,
            {"type": SITE, "name": "site", "dependsOn": [depends]},
            variables={
                "store": "[concat('data', uniqueString(resourceGroup().id))]",
                "storeId": f"[resourceId('{STORE}', variables('store'))]",
            },
        )
    )
    store = next(each.address for each in unit.resources if each.type == STORE)
    assert edges_of(unit) == {(f"{SITE}/site", store, "dependsOn")}


def test_references_in_expressions() -> None:
    keys = f"[listKeys(resourceId('{STORE}', 'data'), '2019-06-01').keys[0].value]"
    unit = unit_of(
        template(
            {"type": STORE, "name": "data"},
            {"type": "Microsoft.Cache/redis", "name": "cache"},
            {"type": SITE, "name": "site", "properties": {
                "a": keys, "b": "[reference('cache').hostName]",
                "c": f"[resourceId('{STORE}', 'data')]", "d": "[[reference('cache')]",
                "password": "canary-password"}},
        )
    )  # fmt: skip
    assert edges_of(unit) == {
        (f"{SITE}/site", f"{STORE}/data", "list"),
        (f"{SITE}/site", f"{STORE}/data", "resourceId"),
        (f"{SITE}/site", "Microsoft.Cache/redis/cache", "reference"),
    }
    assert "canary" not in repr(unit)


def test_resources_by_symbolic_name() -> None:
    resources = {
        "store": {"type": STORE, "name": "[parameters('name')]"},
        "old": {"type": STORE, "name": "there", "existing": True},
        "site": {"type": SITE, "name": "site", "dependsOn": ["store"],
                 "properties": {"x": "[reference('store').id]"}},
    }  # fmt: skip
    unit = unit_of({"$schema": SCHEMA, "languageVersion": "2.0", "resources": resources})
    assert types_of(unit) == {f"{STORE}/{{name}}": STORE, f"{SITE}/site": SITE}
    assert edges_of(unit) == {
        (f"{SITE}/site", f"{STORE}/{{name}}", "dependsOn"),
        (f"{SITE}/site", f"{STORE}/{{name}}", "reference"),
    }


def test_what_is_written_within_a_resource_is_a_part_of_it() -> None:
    vault = "Microsoft.KeyVault/vaults"
    unit = unit_of(
        template(
            {"type": vault, "name": "v", "properties": {"enablePurgeProtection": True},
             "resources": [{"type": "keys", "name": "k", "dependsOn": [f"{vault}/v"]}]},
            {"type": SITE, "name": "s",
             "properties": {"k": f"[reference(resourceId('{vault}/keys', 'v', 'k')).uri]"},
             "dependsOn": [f"{vault}/v/keys/k"]},
        )
    )  # fmt: skip
    assert types_of(unit) == {f"{vault}/v": vault, f"{SITE}/s": SITE}
    assert edges_of(unit) == {
        (f"{SITE}/s", f"{vault}/v", "reference"),
        (f"{SITE}/s", f"{vault}/v", "dependsOn"),
    }
    assert settings_of(unit, f"{vault}/v") == {"enablePurgeProtection": True}


def test_databases_within_a_server_are_resources() -> None:
    server = "Microsoft.Sql/servers"
    unit = unit_of(
        template(
            {"type": server, "name": "[parameters('s')]",
             "resources": [{"type": "databases", "name": "orders"}]},
            {"type": SITE, "name": "s", "dependsOn": [
                f"[resourceId('{server}/databases', parameters('s'), 'orders')]"]},
        )
    )  # fmt: skip
    database = f"{server}/databases/{{s}}/orders"
    assert types_of(unit)[database] == f"{server}/databases"
    assert (f"{SITE}/s", database, "dependsOn") in edges_of(unit)
    assert (database, f"{server}/{{s}}", "parent") in edges_of(unit)


@pytest.mark.parametrize("scope", ["inner", "outer"])
def test_nested_deployments_are_read(scope: str) -> None:
    unit = unit_of(
        template(
            {"type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
                "expressionEvaluationOptions": {"scope": scope},
                "template": template({"type": STORE, "name": "[variables('n')]"},
                                     variables={"n": "inside"})}},
            variables={"n": "outside"},
        )
    )  # fmt: skip
    expected = "inside" if scope == "inner" else "outside"
    assert f"{STORE}/{expected}" in types_of(unit)


def test_locks_protect_what_they_are_on() -> None:
    lock = "Microsoft.Authorization/locks"
    unit = unit_of(
        template(
            {"type": STORE, "name": "a"},
            {"type": STORE, "name": "b", "resources": [
                {"type": "providers/locks", "name": "Microsoft.Authorization/keep",
                 "properties": {"level": "ReadOnly", "notes": "canary"}}]},
            {"type": STORE, "name": "c"},
            {"type": lock, "name": "keep", "scope": f"[resourceId('{STORE}', 'a')]",
             "properties": {"level": "CanNotDelete"}},
        )
    )  # fmt: skip
    assert settings_of(unit, f"{STORE}/a") == {"lock": "CanNotDelete"}
    assert settings_of(unit, f"{STORE}/b") == {"lock": "ReadOnly"}
    assert settings_of(unit, f"{STORE}/c") == {}
    assert (f"{lock}/keep", f"{STORE}/a", "resourceId") in edges_of(unit)
    assert "canary" not in repr(unit)


def test_a_lock_without_a_scope_is_on_everything() -> None:
    lock = {"type": "Microsoft.Authorization/locks", "name": "all",
            "properties": {"level": "CanNotDelete"}}  # fmt: skip
    unit = unit_of(template({"type": STORE, "name": "a"}, lock))
    assert settings_of(unit, f"{STORE}/a") == {"lock": "CanNotDelete"}


def test_linked_templates_are_remarked_on() -> None:
    link = {"templateLink": {"uri": "https://canary.example.org/x.json"}}
    linked = {"type": "Microsoft.Resources/deployments", "name": "x", "properties": link}
    reading = read_texts(file=template(linked))
    assert any("links to templates" in each for each in reading.remarks)
    assert "canary" not in repr(reading)


def test_comments_are_allowed_as_in_azures_tools() -> None:
    text = f'{{"$schema": "{SCHEMA}", // why\n "resources": [ /* none */ ]}}'
    assert unit_of(text).resources == ()


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("plain", "plain"),
        ("[[literal]", "[literal]"),
        ("[parameters('a')]", "{a}"),
        ("[concat('x-', parameters('a'), '-y')]", "x-{a}-y"),
        ("[format('{0}{1}{0}', 'a', 'b')]", "aba"),
        ("[format('{9}', 'a')]", "{expression}"),
        ("['it''s']", "it's"),
        ("[variables('loop')]", "{loop}"),
        ("[uniqueString(resourceGroup().id)]", "{uniqueString(resourceGroup.id)}"),
        ("[broken(", "[broken("),
        ("[broken(]", "{expression}"),
        ("[a" + "(a" * 100 + ")" * 101 + "]", "{expression}"),
    ],
)
def test_texts_of_expressions(expression: str, text: str) -> None:
    assert Names({"loop": "[variables('loop')]"}).text(parsed(expression)) == text


def test_variables_that_double_stay_short() -> None:
    variables = {
        f"v{each}": f"[concat(variables('v{each - 1}'), variables('v{each - 1}'))]"
        for each in range(1, 60)
    }
    text = Names({"v0": "x" * 10, **variables}).text(parsed("[variables('v59')]"))
    assert 0 < len(text) <= 1_000
