"""The whole report as a PDF, of everyday answers and of awkward ones."""

from collections.abc import Iterator
from datetime import date

import page
import pytest

from decision.content import current_catalog
from decision.domain.answers import System
from decision.reports.pdf import Job, Paper, Press
from decision.web.presenters.report import Extent, report_context_for_system
from decision.web.report_files import report_job
from tests.reports.pdf_documents import PATIENT, elements, opened, sizes
from tests.reports.report_systems import AWKWARD, EMPTY, SHOP

A4, A4_WIDE = (595, 842), (842, 595)
LETTER, LETTER_WIDE = (612, 792), (792, 612)


def job_for(system: System, paper: Paper = "a4", extent: Extent = "full") -> Job:
    changed = date(2026, 11, 20)
    return report_job(
        report_context_for_system(current_catalog(), system, changed, paper=paper, extent=extent)
    )


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press(PATIENT)
    yield press
    press.close()


@pytest.fixture(scope="module")
def shop(press: Press) -> bytes:
    return press.render(job_for(SHOP))


@pytest.fixture(scope="module")
def short(press: Press) -> bytes:
    return press.render(job_for(SHOP, extent="short"))


def test_the_job_is_the_same_every_time() -> None:
    assert job_for(SHOP) == job_for(SHOP)


def test_every_file_that_the_report_names_comes_with_it() -> None:
    job = job_for(SHOP)
    style = job.assets["report.css"].decode()

    for text in (job.html, style):
        for part in text.split("asset:")[1:]:
            name = part.split('"')[0].split("&")[0]
            assert name in job.assets, name


def test_the_report_names_no_address_that_would_be_fetched() -> None:
    html = job_for(SHOP).html

    assert 'src="http' not in html
    assert "<script" not in html
    assert html.count('rel="') == html.count('href="asset:report.css"')


def test_it_conforms_to_pdf_ua_1(shop: bytes) -> None:
    assert [each.message for each in page.validate_pdf_bytes(shop, profile="ua1").failures] == []


def test_title_and_bookmarks_name_what_is_inside(shop: bytes) -> None:
    with opened(shop) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
        below = [each.title for each in outline.root[2].children]

        assert pdf.docinfo["/Title"] == "Order platform: Mixed"
        assert titles == [
            "Order platform",
            "Contents",
            "Orders database",
            "Product images",
            "Basket sessions",
            "Before anything moves",
            "Steps to get there",
            "Protection settings",
            "All answers and notes",
            "Answers that contradict each other",
            "Where the sources disagree",
            "Words used",
            "How this was worked out",
            "Sources",
            "Maps",
            "Where this report comes from",
        ]
        assert "Boundaries and environments" in below


def test_all_table_headers_have_a_scope_and_all_figures_a_text(shop: bytes) -> None:
    with opened(shop) as pdf:
        headers, figures = elements(pdf, "TH"), elements(pdf, "Figure")

        assert len(headers) > 50
        assert all(str(each.A.Scope) in ("/Column", "/Row") for each in headers)
        assert len(figures) > 20
        assert all(str(each.Alt) for each in figures)


def test_maps_lie_on_their_side_and_are_last(shop: bytes) -> None:
    with opened(shop) as pdf:
        found = sizes(pdf)
    upright = found.index(A4_WIDE)

    assert set(found[:upright]) == {A4}
    assert set(found[upright:]) == {A4_WIDE}


def test_no_page_has_only_a_few_lines(shop: bytes, short: bytes) -> None:
    for pdf in (shop, short):
        with opened(pdf) as document:
            drawn = [len(each.Contents.read_bytes()) for each in document.pages]

        assert min(drawn) > 4000, drawn


def test_the_short_report_conforms_and_is_short(shop: bytes, short: bytes) -> None:
    assert [each.message for each in page.validate_pdf_bytes(short, profile="ua1").failures] == []
    with opened(shop) as full, opened(short) as brief:
        assert len(brief.pages) <= 15
        assert len(brief.pages) < len(full.pages) / 2
        with brief.open_outline() as outline:
            titles = [each.title for each in outline.root]
    assert "Orders database" in titles
    assert "Words used" not in titles


def test_awkward_names_and_notes_give_a_conforming_report(press: Press) -> None:
    pdf = press.render(job_for(AWKWARD, "letter"))

    with opened(pdf) as document:
        assert set(sizes(document)) == {LETTER, LETTER_WIDE}
    assert [each.message for each in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []


def test_a_system_without_stores_has_a_report_too(press: Press) -> None:
    pdf = press.render(job_for(EMPTY))

    assert [each.message for each in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []
