"""What a rendered PDF is: accessible, complete, and the same bytes for the same input."""

from collections.abc import Iterator

import page
import pikepdf
import pytest

from decision.reports.pdf import Press
from tests.reports.pdf_documents import PATIENT, elements, job_of, opened, page_of, sizes


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press(PATIENT)
    yield press
    press.close()


@pytest.fixture(scope="module")
def pdf(press: Press) -> bytes:
    return press.render(job_of())


def test_the_same_input_gives_the_same_bytes(press: Press, pdf: bytes) -> None:
    assert press.render(job_of()) == pdf


def test_another_worker_gives_the_same_bytes(pdf: bytes) -> None:
    other = Press(PATIENT)

    again = other.render(job_of())

    other.close()
    assert again == pdf


def test_it_conforms_to_pdf_ua_1(pdf: bytes) -> None:
    report = page.validate_pdf_bytes(pdf, profile="ua1")

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_it_has_title_and_language_of_the_job_and_no_dates(pdf: bytes) -> None:
    with opened(pdf) as document:
        assert document.docinfo["/Title"] == "Orders: Separate"
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert "/CreationDate" not in document.docinfo
        assert "/ModDate" not in document.docinfo


def test_headings_become_bookmarks(pdf: bytes) -> None:
    with opened(pdf) as document, document.open_outline() as outline:
        assert [each.title for each in outline.root] == ["Orders"]
        assert [each.title for each in outline.root[0].children] == ["Why"]


def test_table_headers_say_what_they_head(pdf: bytes) -> None:
    with opened(pdf) as document:
        scopes = [str(each.A.Scope) for each in elements(document, "TH")]
        headers = [bytes(each) for each in elements(document, "TD")[0].A.Headers]
        names = document.Root.StructTreeRoot.IDTree.Names

    assert scopes == ["/Column", "/Column", "/Row"]
    assert len(headers) == 2
    assert set(headers) <= {bytes(name) for name in list(names)[::2]}


def test_pictures_have_an_alternative_text(pdf: bytes) -> None:
    with opened(pdf) as document:
        assert [str(each.Alt) for each in elements(document, "Figure")] == ["Two shapes, joined"]


def test_links_are_described_by_their_words(pdf: bytes) -> None:
    with opened(pdf) as document:
        annotations = [each for sheet in document.pages for each in sheet.get("/Annots", ())]

    assert [str(each.Contents) for each in annotations] == ["what follows"]


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ("a4", [(595, 842), (842, 595)]),
        ("letter", [(612, 792), (792, 612)]),
    ],
)
def test_wide_pages_fit_the_paper(
    press: Press, paper: str, expected: list[tuple[int, int]]
) -> None:
    body = '<p>One</p><div class="wide">Two</div>'

    with opened(press.render(job_of(body, paper=paper))) as document:
        assert sizes(document) == expected


@pytest.mark.parametrize(
    "text",
    ["🎉 👩‍💻 ☀️", "שלום עולם", "مرحبا", "数据库", "\ud800 alone", "a\x00b\x07c", "𓀀 𓂀", "x" * 5000],
    ids=["emoji", "hebrew", "arabic", "chinese", "surrogate", "controls", "glyphs", "long"],
)
def test_any_text_gives_a_conforming_document(press: Press, text: str) -> None:
    pdf = press.render(job_of(f"<h1>Text</h1><p>{text}</p>"))

    assert [each.message for each in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []


def test_text_in_drawings_keeps_its_words_together(pdf: bytes) -> None:
    with opened(pdf) as document:
        shown = [
            instruction
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "TJ"
        ]

    assert len(shown) < 20  # letter by letter it would be more


def test_a_missing_file_leaves_a_gap_and_no_failure(press: Press) -> None:
    body = '<h1>Gap</h1><p><img src="asset:none.svg" alt="A map">Text</p>'

    with opened(press.render(job_of(body))) as document:
        assert len(document.pages) == 1


def test_a_document_without_headings_or_tables_is_fine(press: Press) -> None:
    with opened(press.render(job_of(html=page_of("<p>Only this.</p>")))) as document:
        assert len(document.pages) == 1
