"""What a result says about itself: what it is about, what decides, and from which answers."""

from dataclasses import replace

import pytest
from django.test import Client

from decision import actions
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Boundary, Environment
from decision.web.presenters import wording
from decision.web.presenters.bars import chart_of
from decision.web.presenters.result import ResultView, StoreView, result_view
from decision.web.presenters.tasks import Progress
from tests.systems import Shop, answer
from tests.web.visits import address, page

SHARED = {"consumers": "shared-many-teams", "recovery": "irreplaceable", "loss-impact": "high"}
ALONE = {"consumers": "exclusive", "recovery": "recreatable", "loss-impact": "low"}
FULL = {"iac-adoption": "full", "infrastructure-ownership": "full", "unit-size": "small"}


def view_of(*stores: Store, **answers: str) -> ResultView:
    given = {name.replace("_", "-"): option for name, option in answers.items()}
    return result_view(current_catalog(), System("Shop", {**FULL, **given}, stores))


def cells_of(store: StoreView) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {
        (cell.boundary.id, cell.environment.id): (cell.result, cell.note, cell.decider)
        for row in store.rows
        for cell in row.cells
    }


def test_a_gate_names_the_answers_that_made_it_act(shop: Shop, editor: Client) -> None:
    for question, option in SHARED.items():
        answer(shop, question, option, shop.stores[1])
    view = view_of(Store("images", SHARED)).stores[0]
    expected = "Impact of a loss: A disaster"

    result = page(editor.get(address(shop, "result"))).text
    cell = page(editor.get(address(shop, "result-cell", 2, "iac-unit", "production"))).text

    assert all(gate.answers for gate in view.gates)
    assert any(expected in gate.answers for gate in view.gates)
    assert expected in cell.partition("How it was worked out")[2]
    assert expected in result.partition("From your answers: ")[2]


def test_an_answer_that_nobody_gave_says_so_where_it_makes_a_gate_act() -> None:
    view = view_of(Store("files", {"consumers": "exclusive"}, kind="bucket")).stores[0]
    said = [
        each for row in view.rows for cell in row.cells for g in cell.gates for each in g.answers
    ]

    assert any(each.endswith("(filled in)") for each in said)
    assert not any(each.startswith("Who uses") and "filled in" in each for each in said)


def test_every_score_says_what_decides_and_where_nothing_is_placed_there_is_none() -> None:
    view = view_of(Store("files", SHARED, kind="bucket")).stores[0]
    found = cells_of(view)
    labels = {decider for result, _, decider in found.values() if result != "ask-first"}

    assert found["iac-unit", "production"][2] == "a gate decides"
    assert found["schema-repository", "production"] == ("not-applicable", "", "")
    assert all(not decider for result, _, decider in found.values() if result == "ask-first")
    assert labels <= {"", "a gate decides", "by points", "another boundary decides"}
    easy = cells_of(view_of(Store("cache", ALONE)).stores[0])
    assert "by points" in {decider for _, _, decider in easy.values()}


def test_a_verdict_says_what_it_is_about_and_how_many_cells_say_something_else() -> None:
    labels = ["Separate", "Together", "Together", "Either"]

    assert wording.spread("Separate", labels) == (
        "This is about the infrastructure unit in production. 3 of 4 combinations of boundary and "
        "environment say something else: 2 together and 1 either."
    )
    assert wording.spread("Either", ["Either"] * 15).startswith("All 15 combinations")


def test_the_headline_draws_every_store_in_the_order_of_its_sentence() -> None:
    stores = [Store("a", SHARED), Store("b", ALONE), Store("c", SHARED)]
    view = view_of(*stores)
    drawn = [store.name for store in view.pictured]

    assert view.result == "mixed"
    assert drawn == ["a", "c", "b"]
    assert view.sentence.startswith("Infrastructure unit in production: ")
    assert [view.sentence.index(f" {name}") for name in ("a and c", "b")] == sorted(
        view.sentence.index(f" {name}") for name in ("a and c", "b")
    )
    assert not view_of(stores[0]).pictured
    assert not view_of(*(replace(stores[n % 2], name=f"s{n}") for n in range(6))).pictured


def test_no_level_of_separation_is_named_while_a_boundary_of_it_is_ask_first() -> None:
    catalog = current_catalog()
    for option in ("dont-know", "none"):
        store = view_of(Store("a", SHARED), separation_of_duties=option).stores[0]
        asked = [
            catalog.boundaries[Boundary(boundary)].title
            for (boundary, where), cell in cells_of(store).items()
            if where == Environment.PRODUCTION and cell[0] == "ask-first"
        ]
        named = [title for title in asked if title in store.level_open]

        assert bool(store.level) is not bool(named)
        assert bool(store.levels) is not bool(store.level_open)


def test_a_wide_range_leaves_the_bars_as_they_are() -> None:
    catalog = current_catalog()
    found = recommend(catalog.rulebook, System("Shop", FULL, (Store("a", ALONE),)))
    cell = found.stores[0].deciding_cell
    narrow, wide = chart_of(catalog, cell), chart_of(catalog, replace(cell, low=-9000, high=9000))

    assert narrow.rows
    assert [bar.width for bar in wide.rows] == [bar.width for bar in narrow.rows]
    assert (wide.low, wide.high) == (0, 100)


def test_a_large_sum_leaves_the_bars_large_enough_to_be_seen() -> None:
    catalog = current_catalog()
    found = recommend(catalog.rulebook, System("Shop", FULL, (Store("a", ALONE),)))
    chart = chart_of(catalog, replace(found.stores[0].deciding_cell, score=-90000))

    assert max(bar.width for bar in chart.rows) > 10
    assert (chart.position, chart.total.x, chart.total.width) == (0, 0, 50)


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(17, 6, 43), "17 answered, 6 filled in, of 43"),
        (Progress(3, 0, 9), "3 of 9 answered"),
    ],
)
def test_what_is_filled_in_counts_apart(progress: Progress, text: str) -> None:
    assert progress.text == text
    assert "minute" in progress.time_text


def test_contradictions_name_their_stores_and_lead_to_their_questions(
    shop: Shop, editor: Client
) -> None:
    for question, option in {
        "consumers": "shared-many-teams", "data-lifetime": "dies-with-app",
    }.items():  # fmt: skip
        answer(shop, question, option, shop.stores[1])

    shown = page(editor.get(address(shop, "result")))
    links = shown.attributes("a", "href")

    assert "Data for several teams is said to go with the application images" in shown.text
    assert address(shop, "store-question", 2, "consumers") in links
    assert address(shop, "store-question", 2, "data-lifetime") in links


def test_what_has_to_be_asked_first_leads_to_its_question(shop: Shop, editor: Client) -> None:
    answer(shop, "iac-adoption", "full")

    shown = page(editor.get(address(shop, "result")))
    notice = shown.html.partition("A fact is missing that decides")[2].partition("</ul>")[0]

    assert address(shop, "question", "infrastructure-ownership") in notice
    assert address(shop, "store-question", 1, "recovery") in notice


def test_settings_are_due_and_those_of_one_cloud_are_folded_together(
    shop: Shop, editor: Client
) -> None:
    answer(shop, "iac-tool", "terraform")
    store = actions.add_store(assessment=shop.assessment, name="db", kind="relational-database")
    answer(shop, "loss-impact", "high", store)
    stated = Store("db", {"loss-impact": "high"}, kind="relational-database")
    tools = view_of(stated, iac_tool="terraform").guardrails

    shown = page(editor.get(address(shop, "result"))).text
    own = next(tool for tool in tools if tool.clouds)

    assert [cloud.title for cloud in own.clouds] == ["AWS", "Google Cloud", "Microsoft Azure"]
    assert not any(each.item.provider for each in own.items)
    assert "Only on Google Cloud: " in shown
    assert "are due for this store" in shown
    assert "protect this store" not in shown
