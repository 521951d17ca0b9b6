"""Every worked example, imported as a team would do it, opens on every page."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from decision import queries
from decision.catalog.examples import example_system
from decision.content import current_catalog
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import MIXED
from decision.models import Assessment
from decision.records.export import to_yaml
from tests.web.visits import page

EXAMPLES = sorted(path.stem for path in Path(settings.CONTENT_FOLDER, "examples").glob("*.yaml"))
PAGES = (
    "assessment-tasks",
    "check-answers",
    "store-list",
    "what-if",
    "report",
    "assessment-manage",
)


def imported(client: Client, example: str) -> Assessment:
    """The assessment that importing an example's answer file makes."""
    text = to_yaml(example_system(current_catalog(), example))
    response = client.post(reverse("assessment-import"), {"text": text})
    assert response.status_code == 200, response.text
    return Assessment.objects.get()


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_imported_example_is_the_example(example: str, stranger: Client) -> None:
    assessment = imported(stranger, example)

    assert queries.sheet(assessment).system() == example_system(current_catalog(), example)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_page_of_an_example_opens_and_the_result_says_the_verdict(
    example: str, stranger: Client
) -> None:
    assessment = imported(stranger, example)
    catalog = current_catalog()
    recommendation = recommend(catalog.rulebook, example_system(catalog, example))

    statuses = {
        name: stranger.get(reverse(name, args=[assessment.pk])).status_code for name in PAGES
    }
    shown = page(stranger.get(reverse("result", args=[assessment.pk]))).text

    assert statuses == dict.fromkeys(PAGES, 200)
    verdict = recommendation.verdict
    said = [result.title.lower() for result in catalog.results.values()]
    headline = shown.partition("Infrastructure unit in production: ")[2]
    if verdict == MIXED:
        assert sum(f"{title} for " in headline.partition(". ")[0] for title in said) > 1
    else:
        assert catalog.results[verdict].title in shown
    for store in recommendation.stores:
        assert store.name in shown
        assert catalog.results[store.verdict].title in shown


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_cell_of_an_example_has_a_page_with_its_result(
    example: str, stranger: Client
) -> None:
    assessment = imported(stranger, example)
    catalog = current_catalog()
    store = recommend(catalog.rulebook, example_system(catalog, example)).stores[0]

    for boundary, cells in store.cells.items():
        for environment, cell in cells.items():
            url = reverse("result-cell", args=[assessment.pk, 1, boundary, environment])
            response = stranger.get(url)
            assert response.status_code == 200
            assert catalog.results[cell.result].title in page(response).text


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_public_page_of_an_example_opens(example: str, stranger: Client) -> None:
    response = stranger.get(reverse("example-detail", args=[example]))

    assert (response.status_code, current_catalog().examples[example].system != "") == (200, True)


def test_an_uploaded_file_is_imported_like_a_pasted_one(stranger: Client) -> None:
    system = example_system(current_catalog(), EXAMPLES[0])
    upload = SimpleUploadedFile("answers.yaml", to_yaml(system).encode())

    response = stranger.post(reverse("assessment-import"), {"file": upload})

    assert response.status_code == 200
    assert queries.sheet(Assessment.objects.get()).system() == system


def test_what_is_exported_is_imported_back(stranger: Client) -> None:
    first = imported(stranger, EXAMPLES[0])
    text = stranger.get(reverse("assessment-export", args=[first.pk])).text
    Assessment.objects.all().delete()

    stranger.post(reverse("assessment-import"), {"text": text})

    system = example_system(current_catalog(), EXAMPLES[0])
    assert queries.sheet(Assessment.objects.get()).system() == system


@pytest.mark.parametrize(
    "text",
    [
        "",
        "system: [",
        "a: &a [*a]",
        "[" * 50_000,
        "{" * 50_000,
        '{"system": "\\ud800", "answers": {}}',
        'system: "\\0"\nanswers: {}\n',
        "system: x\nanswers: {iac-adoption: ful}\n",
        "system: x\nanswers: {iac-adoption: 1e999}\n",
        "system: x\nanswers: {consumers: exclusive}\n",
        "system: x\nsystem: y\n",
        "system: x\nstores: [{name: a}, {name: a}]\n",
        "!!python/object/apply:os.system [ls]",
        "- 1\n- 2\n",
        "\x00",
        "system: " + "x" * 5000,
        "system: x\nstores:\n" + "".join(f"- name: s{n}\n" for n in range(201)),
        "system: x\nnotes: {iac-adoption: " + "y" * 5000 + "}\n",
    ],
    ids=lambda text: repr(text[:30]),
)
def test_a_broken_file_is_refused_with_reasons_and_nothing_is_created(
    text: str, stranger: Client
) -> None:
    pasted = stranger.post(reverse("assessment-import"), {"text": text})
    upload = SimpleUploadedFile("answers.yaml", text.encode("utf-8", "surrogatepass"))
    uploaded = stranger.post(reverse("assessment-import"), {"file": upload})

    assert (pasted.status_code, uploaded.status_code) == (422, 422)
    assert "Error:" in page(pasted).text
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x80" * 100, b"PK\x03\x04", b"\x89PNG\r\n"])
def test_a_file_that_is_no_text_is_refused(data: bytes, stranger: Client) -> None:
    response = stranger.post(
        reverse("assessment-import"), {"file": SimpleUploadedFile("a\x00.yaml", data)}
    )

    assert (response.status_code, Assessment.objects.count()) == (422, 0)
