"""The page of a cut: what it leads to, its files, other choices, and what stays."""

import html
import io
import json
import re
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from decision import actions, queries
from decision.catalog.examples import example_system
from decision.content import current_catalog
from decision.models import Infrastructure
from decision.web import infrastructure_files
from decision.web.presenters.infrastructure import cut_files
from decision.web.presenters.infrastructure.cutting import store_token, unit_slug
from tests.inspection.systems import STORE, inspection, unit
from tests.readers.corpus import corpus
from tests.systems import Shop
from tests.web.infrastructure.files import (
    CANARY,
    TEMPLATE,
    kept,
    offered,
    send,
    template,
    unticked,
)
from tests.web.infrastructure.test_corpus import AT_ONCE
from tests.web.infrastructure.test_files import read_here
from tests.web.infrastructure.test_report import separate_all
from tests.web.visits import address, opened, page

#: The name of the unit of a text that is pasted.
UNIT = "pasted text"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_here)


def read(editor: Client, shop: Shop, text: str = TEMPLATE) -> None:
    """Read a text, take all stores from it, and answer that they are to be apart."""
    assert send(editor, shop, text).status_code == 302
    apart(editor, shop)


def apart(editor: Client, shop: Shop) -> None:
    assert editor.post(address(shop, "files-confirm"), offered(editor, shop)).status_code == 302
    separate_all(shop)


def cut_address(shop: Shop, name: str = "files-cut", **query: object) -> str:
    url = address(shop, name, unit_slug(UNIT))
    return f"{url}?{urlencode(query, doseq=True)}" if query else url


def tokens(client: Client, shop: Shop) -> dict[str, str]:
    """What stands for each store in the form, by its address; ``checked`` are not told apart."""
    text = client.get(cut_address(shop, choose=1)).content.decode()
    found = re.findall(r'name="store" value="(\w+)"[^>]*><span><code>([^<]+)', text)
    return {name: token for token, name in found}


def ticked(response: Any) -> int:
    boxes = [given for tag, given in page(response).elements if tag == "input"]
    return sum(given.get("name") == "store" and "checked" in given for given in boxes)


# The page


def test_the_overview_leads_to_the_page_of_the_cut(shop: Shop, editor: Client) -> None:
    read(editor, shop)

    shown = page(editor.get(address(shop, "files")))

    assert cut_address(shop) in shown.attributes("a", "href")
    assert "2 of 4 resources move." in shown.text
    assert "One reference crosses the border." in shown.text


def test_a_cut_can_be_tried_before_anything_is_answered(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    kept(editor, shop)
    shown = editor.get(address(shop, "files"))
    link = re.search(r'href="([^"]+/files/cuts/[^"]+choose=1[^"]+)"', shown.text)
    assert "Nowhere so far" in shown.text
    assert link is not None
    tried = editor.get(html.unescape(link[1]))
    assert (tried.status_code, ticked(tried)) == (200, 2)
    assert "OrdersTable" in tried.text


def test_the_page_shows_units_references_and_the_move(shop: Shop, reader: Client) -> None:
    read(opened(shop.edit_secret), shop)

    response = reader.get(cut_address(shop))
    shown = page(response)

    assert response.status_code == 200
    assert "Deploy first · new Data: pasted-text-data" in shown.text
    assert "Deploy second Application: pasted text" in shown.text
    assert "Reads: pasted-text-data" in shown.text
    assert "Api OrdersTable Ref application reads data an output" in shown.text
    assert "with Fn::ImportValue" in shown.text
    assert "Nothing is executed here" in shown.text
    assert "A backup of each store exists outside the account" in shown.text
    assert "Fill in what says REPLACE-ME" not in shown.text  # a Ref leaves nothing open
    assert "resource-mappings.json" in shown.text
    assert "The way back" in shown.text
    assert "Fewer are not possible" in shown.text
    assert ticked(response) == 2
    assert CANARY not in response.text


BOTH_WAYS = """
Resources:
  Api: {Type: AWS::Lambda::Function, Properties: {A: !Ref Images}}
  Images: {Type: AWS::S3::Bucket}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {A: !Ref Api}}
"""
ON_A_NETWORK = """
Resources:
  Net: {Type: AWS::EC2::VPC}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {A: !Ref Net}}
  Api: {Type: AWS::Lambda::Function, Properties: {A: !Ref Net, B: !Ref Orders}}
"""


def test_what_leads_the_wrong_way_comes_first(shop: Shop, editor: Client) -> None:
    read(editor, shop, BOTH_WAYS)

    shown = page(editor.get(cut_address(shop))).text

    assert 0 < shown.index("Orders Api Ref wrong way") < shown.index("Api Images Ref application")


def test_with_a_foundation_below_both_nothing_is_said_of_fewer_references(
    shop: Shop, editor: Client
) -> None:
    read(editor, shop, ON_A_NETWORK)

    shown = page(editor.get(cut_address(shop))).text

    assert "Who else reads the foundation" in shown
    assert "One reference crosses the border." in shown
    assert "Fewer are not possible" not in shown
    assert "Too much hangs together" not in shown


def test_what_is_left_open_is_explained(shop: Shop, editor: Client) -> None:
    read(editor, shop, TEMPLATE.replace("!Ref OrdersTable", "!GetAtt OrdersTable.Arn"))

    shown = page(editor.get(cut_address(shop))).text

    assert "Fill in what says REPLACE-ME" in shown
    assert "are never kept by this app" in shown


def test_a_wrong_way_and_a_reference_from_another_unit_are_said(shop: Shop, editor: Client) -> None:
    text = """
    Resources:
      Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Api}}
      Api: {Type: AWS::Lambda::Function}
    Outputs: {T: {Value: !Ref Table, Export: {Name: the-table}}}
    """
    other = """
    Resources:
      Job: {Type: AWS::Lambda::Function, Properties: {Role: !ImportValue the-table}}
    """
    send(editor, shop, text, **{"other.yaml": other})
    apart(editor, shop)

    shown = page(editor.get(cut_address(shop))).text

    assert "One reference leads the wrong way" in shown
    assert "Table Api Ref wrong way data reads application Turn it around first" in shown
    assert "This is the wrong way round: Table is kept and needs Api" in shown
    assert "References from other units that must follow" in shown
    assert "other: Job Table" in shown


def test_long_lists_are_capped_and_say_so(shop: Shop, editor: Client) -> None:
    names = [f"Table{n}" for n in range(230)]
    tables = dict.fromkeys(names, "AWS::DynamoDB::Table")
    send(editor, shop, template(**tables, Api="AWS::Lambda::Function"))
    editor.post(address(shop, "files-confirm"), unticked(editor, shop))
    stores = inspection(unit(UNIT, [(name, STORE) for name in names])).stores

    response = editor.get(cut_address(shop, choose=1, store=[store_token(each) for each in stores]))
    shown = page(response)

    assert "230 of 231 resources move." in shown.text
    assert "130 more are left out here." in shown.text
    assert "130 more stores are left out here, and would stay." in shown.text
    assert "more lines are only in the download." in shown.text
    # What is not all there is not to be copied.
    assert "file-1-code" not in shown.attributes("button", "data-copy")


def test_the_rest_is_called_disposable_only_if_nothing_in_it_keeps_anything(
    shop: Shop, editor: Client
) -> None:
    types = {"Orders": "AWS::DynamoDB::Table", "Api": "AWS::Lambda::Function"}
    disposable = "It can be thrown away and made again."

    read(editor, shop, template(**types))
    alone = page(editor.get(cut_address(shop))).text
    read(editor, shop, template(**types, Images="AWS::S3::Bucket", Odd="Custom::Strange"))
    image = tokens(editor, shop)["Images"]
    still = page(editor.get(cut_address(shop, choose=1, store=image))).text

    assert disposable in alone
    assert disposable not in still
    assert "It still holds 1 store: Orders. Throwing it away loses data." in still
    assert "1 resource in it may keep something" in still


def test_a_plan_that_is_not_applied_yet_comes_first(shop: Shop, editor: Client) -> None:
    change = {"actions": ["delete", "create"], "before": None, "after": None}
    resources = [
        {"address": f"{type_}.a", "mode": "managed", "type": type_, "name": "a", "change": change}
        for type_ in ("aws_db_instance", "aws_lambda_function")
    ]
    read(editor, shop, json.dumps({"format_version": "1.2", "resource_changes": resources}))

    shown = page(editor.get(cut_address(shop))).text

    first = shown.index("Not yet: the plan comes first")
    assert shown.count("Apply or drop this plan first") == 1
    assert first < shown.index("Today") < shown.index("resources move.")
    assert "The plan that these files hold is applied or dropped" in shown


def test_what_nobody_took_as_a_store_is_not_to_come_apart(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    editor.post(address(shop, "files-confirm"), unticked(editor, shop))

    assert "Nowhere so far" in page(editor.get(address(shop, "files"))).text
    assert editor.get(cut_address(shop)).status_code == 404


# Nothing there


def test_a_unit_that_is_gone_gives_a_message_and_no_other_cut(shop: Shop, editor: Client) -> None:
    read(editor, shop)
    send(editor, shop, "", **{"renamed.yaml": TEMPLATE})
    editor.post(address(shop, "files-confirm"), unticked(editor, shop))

    for name in ("files-cut", "files-cut-download"):
        response = editor.get(cut_address(shop, name))

        assert response.status_code == 404
        assert "The files have been read again since" in page(response).text


def test_a_unit_without_anything_to_cut_says_so(shop: Shop, editor: Client) -> None:
    read(editor, shop, template(Api="AWS::Lambda::Function"))

    response = editor.get(cut_address(shop))

    assert response.status_code == 404
    assert "Nothing in pasted text has to be cut any more" in page(response).text


@pytest.mark.parametrize("file", ["0", "99", "x", "-1", "1e9", "\x00", "\ud800"])
def test_a_file_that_is_not_there_is_none(file: str, shop: Shop, editor: Client) -> None:
    read(editor, shop)
    query = urlencode({"file": file}, errors="surrogatepass")

    response = editor.get(f"{cut_address(shop, 'files-cut-download')}?{query}")

    assert response.status_code == 404


# Other choices


def test_another_choice_shows_its_cut_and_changes_nothing(shop: Shop, editor: Client) -> None:
    read(editor, shop)
    before = queries.sheet(shop.assessment).fingerprint
    store = tokens(editor, shop)["Images"]

    response = editor.get(cut_address(shop, choose=1, store=store))
    shown = page(response)

    assert "You are trying something out" in shown.text
    assert "1 of 4 resources move." in shown.text
    assert "Nothing crosses the border." in shown.text
    assert ticked(response) == 1
    assert queries.sheet(shop.assessment).fingerprint == before
    # Downloads are those of the choice.
    (everything,) = [each for each in shown.attributes("a", "href") if each.endswith(store)]
    mapping = zipped(editor.get(everything))["resource-mappings.json"]
    assert ("Images" in mapping, "OrdersTable" in mapping) == (True, False)


def test_a_choice_of_nothing_or_of_what_is_not_there_is_answered(
    shop: Shop, editor: Client
) -> None:
    read(editor, shop)

    for query in ({"choose": 1}, {"choose": 1, "store": ["nothing", "0", "\x00"]}):
        response = editor.get(cut_address(shop, **query))

        assert response.status_code == 200
        assert "For this choice there is nothing to cut" in page(response).text
        assert ticked(response) == 0


# Files


def zipped(response: Any) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return {each: packed.read(each).decode() for each in packed.namelist()}


def test_each_file_and_all_of_them_can_be_taken_away(shop: Shop, reader: Client) -> None:
    read(opened(shop.edit_secret), shop)
    shown = page(reader.get(cut_address(shop)))
    links = [each for each in shown.attributes("a", "href") if "file=" in each]

    files = zipped(reader.get(cut_address(shop, "files-cut-download")))
    single = [reader.get(each) for each in links]

    assert [each.status_code for each in single] == [200] * len(links)
    assert [each.content.decode() for each in single] == list(files.values())[1:]
    assert all(each["Content-Type"] == "text/plain; charset=utf-8" for each in single)
    assert 'filename="resource-mappings.json"' in single[0]["Content-Disposition"]
    guide = files[cut_files.GUIDE]
    assert "- [ ] A backup of each store" in guide
    assert "Nothing here has been executed." in guide
    assert "Api reads OrdersTable" in guide
    assert CANARY not in "".join(files.values())


def test_equal_cuts_make_equal_archives(shop: Shop, editor: Client) -> None:
    read(editor, shop)
    url = cut_address(shop, "files-cut-download")

    assert editor.get(url).content == editor.get(url).content


def test_hostile_names_stay_names(shop: Shop, editor: Client) -> None:
    name = '../../<script>alert(1)</script>"\r\nX: y'
    text = {"../../etc/Table": "AWS::DynamoDB::Table", name: "AWS::SQS::Queue"}
    read(editor, shop, template(**text, Api="AWS::Lambda::Function"))

    response = editor.get(cut_address(shop))
    archive = zipped(editor.get(cut_address(shop, "files-cut-download")))

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert not any(".." in each or each.startswith("/") for each in archive)


@pytest.mark.once
def test_no_cut_of_the_corpus_breaks_a_page_or_shows_a_planted_value(
    shop: Shop, editor: Client
) -> None:
    folder = corpus()
    given = json.loads((folder / "canaries.json").read_text())
    planted = [each for values in given.values() for each in values]
    files = sorted((folder / "files").iterdir())
    seen: list[str] = []
    for first in range(0, len(files), AT_ONCE):
        chosen = {file.name: file.read_bytes() for file in files[first : first + AT_ONCE]}
        send(editor, shop, "", **chosen)
        editor.post(address(shop, "files-confirm"), unticked(editor, shop))
        links = page(editor.get(address(shop, "files"))).attributes("a", "href")
        for url in (each for each in links if "/cuts/" in each):
            shown = editor.get(url)
            packed = editor.get(url.replace("?", "download/?"))

            assert (shown.status_code, packed.status_code) == (200, 200)
            seen += [shown.text, *zipped(packed).values()]

    assert len(seen) > 50
    assert [each for each in planted if any(each in text for text in seen)] == []


# What stays


@pytest.fixture
def market(db: None) -> Shop:
    """A team whose answers keep one store together with the application, and the other apart."""
    catalog = current_catalog()
    system = example_system(catalog, "craft-market")
    created = actions.import_system(system=system, catalog=catalog)
    rows = tuple(queries.sheet(created.assessment).stores)
    return Shop(created.assessment, created.edit_secret, created.read_secret, rows)


MARKET = """
Resources:
  OrdersTable: {Type: AWS::DynamoDB::Table}
  CustomerDirectory: {Type: AWS::Cognito::UserPool}
  Api:
    Type: AWS::Lambda::Function
    Properties: {Environment: {Variables: {T: !Ref OrdersTable, D: !Ref CustomerDirectory}}}
"""


def test_a_store_that_stays_shows_what_it_lacks_there(market: Shop) -> None:
    editor = opened(market.edit_secret)
    kept(editor, market, MARKET)

    shown = page(editor.get(address(market, "files"))).text
    after = shown.split("Stays: protect it there")[1]
    cut = page(editor.get(cut_address(market))).text

    assert Infrastructure.objects.get().is_confirmed
    assert "Orders table" in after
    assert "DeletionPolicy: against deletion" in after
    assert "Take the right to delete stores away from the pipeline" in after
    assert "1 of 3 resources move." in cut
    assert "CustomerDirectory" in cut.split("Application:")[0]


def test_without_such_an_answer_nothing_stays(shop: Shop, editor: Client) -> None:
    kept(editor, shop)

    assert "Stays: protect it there" not in editor.get(address(shop, "files")).text
