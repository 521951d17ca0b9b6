"""The report has a chapter about what the files say, as good a document as the rest."""

import json
from collections.abc import Iterator

import page as validator
import pytest
from django.test import Client

from decision import queries
from decision.content import catalog_for
from decision.readers.system import read_files
from decision.reports.pdf import Press
from decision.web import infrastructure_files
from decision.web.presenters import report, report_infrastructure
from decision.web.presenters.flow import Flow
from decision.web.presenters.report import Extent, Report, report_context
from decision.web.presenters.report_infrastructure import FilesChapter, Listed
from decision.web.presenters.report_maps import ReportMaps
from decision.web.report_files import report_job
from tests.reports.pdf_documents import PATIENT
from tests.systems import Shop, answer, new_shop
from tests.web.infrastructure.files import kept, offered, plan, send, template
from tests.web.infrastructure.test_shown import separate
from tests.web.visits import Page, address, opened

pytestmark = pytest.mark.once

LONG = "AVeryLongLogicalNameAsCdkWritesThemForConstructsWithinConstructs" * 2


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)
    # Maps take their time, and have tests of their own.
    monkeypatch.setattr(report, "report_maps", lambda *_given, **_more: ReportMaps())


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press(PATIENT)
    yield press
    press.close()


@pytest.fixture
def found(db: None) -> tuple[Shop, Client]:
    shop = new_shop()
    client = opened(shop.edit_secret)
    kept(client, shop)
    separate(shop)
    answer(shop, "iac-tool", "terraform")
    return shop, client


def context(shop: Shop, extent: Extent = "full") -> dict[str, object]:
    flow = Flow(catalog_for(shop.assessment.edition_id), queries.sheet(shop.reload()))
    return report_context(flow, paper="a4", extent=extent)


def chapter(shop: Shop) -> FilesChapter:
    made = context(shop)["report"]
    assert isinstance(made, Report)
    assert made.files is not None
    return made.files


def text(shop: Shop, extent: Extent = "full") -> str:
    """What the chapter prints."""
    html = report_job(context(shop, extent)).html
    return Page(html.split('id="files"')[1].split("</section>")[0]).text if "files" in html else ""


def test_without_files_there_is_no_chapter(shop: Shop) -> None:
    html = report_job(context(shop)).html

    assert 'id="files"' not in html
    assert "What the files say" not in html


def test_the_chapter_has_what_the_files_say(found: tuple[Shop, Client]) -> None:
    shop, _client = found

    printed = text(shop)

    for each in (
        "Resources: 4, stateful among them: 2. References between them: 1.",
        "What is not in these files is not known here",
        "Answered: Terraform or OpenTofu. Every file that shows its tool",
        "orders table OrdersTable pasted text Not protected",
        "images Images pasted text Protected In place: DeletionPolicy, UpdateReplacePolicy",
        "DeletionPolicy: Retain",
        "1 reference crosses the border.",
        "Api OrdersTable",
        "What moves, in this order: OrdersTable",
        "Before it begins:",
        "Custom::Strange",
        "pasted text AWS CloudFormation or AWS SAM 4 1",
    ):
        assert each in printed


def test_every_missing_setting_has_its_sources(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    html = report_job(context(shop)).html

    missing = chapter(shop).missing

    assert len(missing) > 1
    for each in missing:
        assert each.refs
        assert all(f'id="source-{ref}"' in html for ref in each.refs)


def test_the_short_report_has_a_few_lines(found: tuple[Shop, Client]) -> None:
    shop, _client = found

    printed = text(shop, "short")

    assert "Not protected in the files: orders table." in printed
    assert "To cut pasted text: 1 reference crosses the border." in printed
    assert "DeletionPolicy: Retain" not in printed
    assert len(printed) < len(text(shop)) / 2


def test_a_plan_that_loses_a_store_comes_first(shop: Shop, editor: Client) -> None:
    kept(editor, shop, plan("aws_db_instance.orders", "aws_db_instance", "delete", "create"))

    printed = text(shop)

    assert printed.index("The plan would replace “orders") < printed.index("Answers that the files")


def test_the_same_of_several_stores_is_printed_once(db: None) -> None:
    shop = new_shop()
    client = opened(shop.edit_secret)
    kept(client, shop, template(**{f"Queue{n}": "AWS::SQS::Queue" for n in range(5)}))
    for store in shop.assessment.stores.all():
        answer(shop, "stored-by", "service", store)

    found = chapter(shop)

    settings = [(each.setting, each.write) for each in found.missing]
    assert len(settings) == len(set(settings)) > 0
    assert len(found.stores.shown) == 5
    titles = [(each.title, each.answer) for each in found.supporting.shown]
    assert len(titles) == len(set(titles)) > 0


def test_what_is_too_much_is_counted(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_infrastructure, "MOST_OTHERS", 20)
    many = {f"Queue{n}": "AWS::SQS::Queue" for n in range(130)}
    send(editor, shop, json.dumps({"Resources": {n: {"Type": t} for n, t in many.items()}}))
    fields = {name: each for name, each in offered(editor, shop).items() if name[:5] != "take-"}
    editor.post(address(shop, "files-confirm"), fields)

    printed = text(shop)

    assert printed.count("AWS::SQS::Queue") == 20
    assert "110 more are left out here." in printed


def test_a_list_says_how_much_it_leaves_out() -> None:
    assert Listed.of("abc", 2) == Listed(("a", "b"), 1)
    assert Listed.of("ab", 2) == Listed(("a", "b"), 0)


def test_hostile_addresses_are_printed_as_text(db: None) -> None:
    shop = new_shop()
    client = opened(shop.edit_secret)
    hostile = '<img src="asset:x" onerror="alert(1)">'
    kept(client, shop, template(**{hostile: "AWS::SQS::Queue", "Api": "AWS::Lambda::Function"}))

    assert (
        "<img src=" not in report_job(context(shop)).html.split('id="files"')[1].split("</sec")[0]
    )


def test_it_conforms_to_pdf_ua_1(press: Press, db: None) -> None:
    shop = new_shop()
    client = opened(shop.edit_secret)
    kept(client, shop, template(**{LONG: "AWS::SQS::Queue", "Api": "AWS::Lambda::Function"}))
    separate_all(shop)

    pdf = press.render(report_job(context(shop)))

    assert [
        each.message for each in validator.validate_pdf_bytes(pdf, profile="ua1").failures
    ] == []


def separate_all(shop: Shop) -> None:
    for store in queries.sheet(shop.assessment).stores:
        answer(shop, "recovery", "irreplaceable", store)
        answer(shop, "consumers", "shared-many-teams", store)


def test_the_first_page_says_that_the_files_contradict_what_the_verdict_rests_on(
    db: None,
) -> None:
    shop = new_shop()
    kept(opened(shop.edit_secret), shop)
    before = report_job(context(shop)).html
    separate(shop)

    after = report_job(context(shop)).html

    rests = "Rests on an answer that your files contradict: “"
    assert rests not in before
    assert rests in after.split('class="cover"')[1].split("</section>")[0]
