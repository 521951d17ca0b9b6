"""What is listed comes first, then the rules in their order, else nothing is known."""

from decision.domain.resources import Basis, Label, Listed, ResourceTypes, Rule, classify

DATABASE = Listed(
    group="terraform: relational-database",
    label=Label.STATEFUL,
    kind="relational-database",
    zone="medium",
    holds_data=True,
    ripple=True,
    protect=("deletion_protection",),
    sources=("book",),
)
TYPES = ResourceTypes(
    listed={"aws_db_instance": DATABASE, "Microsoft.Sql/servers": DATABASE},
    rules=(
        Rule("unknowable", Label.UNKNOWN, None, beginning=Rule.phrases(["custom"])),
        Rule(
            "policies",
            Label.STATELESS,
            "access",
            ending=Rule.phrases(["policies"]),
            unless=Rule.phrases(["store"]),
        ),
        Rule("tables", Label.STATEFUL, "table", "medium", ending=Rule.phrases(["Table"])),
        Rule("backed-up", Label.STATEFUL, "data", "easy", settings=frozenset({"retention"})),
        Rule("google", Label.STATELESS, "network", clouds=frozenset({"google"})),
    ),
    aliases={"aws db": "rds"},
    always={"terraform": ("prevent_destroy",), "pulumi": ("protect",)},
)


def test_a_listed_type_keeps_everything_that_content_says() -> None:
    found = classify(TYPES, "aws_db_instance")

    assert (found.label, found.kind, found.zone, found.basis) == (
        Label.STATEFUL, "relational-database", "medium", Basis.LISTED,
    )  # fmt: skip
    assert (found.holds_data, found.ripple, found.sources, found.by) == (
        True, True, ("book",), "terraform: relational-database",
    )  # fmt: skip
    assert found.protect == ("prevent_destroy", "deletion_protection")


def test_another_tools_name_is_listed_too_with_its_own_spelling_of_settings() -> None:
    found = classify(TYPES, "aws:rds/instance:Instance")

    assert found.basis is Basis.LISTED
    assert found.type == "aws:rds/instance:Instance"
    assert found.protect == ("protect", "deletionProtection")
    assert classify(TYPES, "AWS::RDS::Instance").protect == ("DeletionProtection",)


def test_azure_does_not_tell_cases_apart() -> None:
    assert classify(TYPES, "microsoft.sql/SERVERS").basis is Basis.LISTED


def test_the_first_rule_that_holds_decides() -> None:
    found = classify(TYPES, "google_lake_table")

    assert (found.label, found.kind, found.zone, found.basis, found.by) == (
        Label.STATEFUL, "table", "medium", Basis.GUESSED, "tables",
    )  # fmt: skip


def test_a_rule_does_not_hold_where_its_exception_is_there() -> None:
    assert classify(TYPES, "aws_x_policy").by == "policies"
    assert classify(TYPES, "aws_store_policy").label is Label.UNKNOWN


def test_a_phrase_is_whole_words_at_the_end() -> None:
    assert classify(TYPES, "aws_table_of_contents").label is Label.UNKNOWN
    assert classify(TYPES, "aws_portable").label is Label.UNKNOWN


def test_a_setting_can_tell_what_the_name_does_not() -> None:
    assert classify(TYPES, "aws_thingamabob").label is Label.UNKNOWN
    assert classify(TYPES, "aws_thingamabob", {"retention": 7}).by == "backed-up"


def test_what_nothing_is_known_of_is_unknown_and_never_stateless() -> None:
    found = classify(TYPES, "aws_thingamabob", {"force": True})

    assert (found.label, found.basis) == (Label.UNKNOWN, Basis.UNKNOWN)
    assert (found.kind, found.zone, found.protect, found.by) == (None, None, (), None)


def test_a_rule_can_say_that_nothing_can_be_known() -> None:
    found = classify(TYPES, "Custom::LakeTable")

    assert (found.label, found.basis, found.by) == (Label.UNKNOWN, Basis.UNKNOWN, "unknowable")
