"""What the report says, before it becomes a document."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.reports.drawing import DrawingUnavailable
from decision.web.presenters import report_maps
from decision.web.presenters.report import Report, make_report
from decision.web.presenters.report_answers import Counts, State
from decision.web.report_files import report_job
from tests.reports.report_systems import AWKWARD, EMPTY, SHOP

CHANGED = date(2026, 11, 20)

SEEN: list[System] = []

SMALL_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="20pt" viewBox="0 0 90 20">'
    '<text font-size="11">Order platform</text></svg>'
)


@pytest.fixture(autouse=True)
def without_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings take seconds and have tests of their own."""
    monkeypatch.setattr(report_maps, "slim_svg", lambda *_arguments: SMALL_DRAWING)


@cache
def _report_named(described: str) -> Report:
    system = next(each for each in SEEN if repr(each) == described)
    return make_report(current_catalog(), system, CHANGED, "a4")


def report_of(system: System) -> Report:
    """The report, worked out once for each system."""
    SEEN.append(system)
    return _report_named(repr(system))


def short_of(system: System) -> Report:
    return make_report(current_catalog(), system, CHANGED, "a4", "short")


def html_of(system: System) -> str:
    return report_job({"report": report_of(system)}).html


def test_the_same_answers_give_the_same_report() -> None:
    again = make_report(current_catalog(), SHOP, CHANGED, "a4")

    assert again == report_of(SHOP)
    assert report_job({"report": again}).html == html_of(SHOP)


def test_answered_not_known_open_and_not_asked_are_told_apart() -> None:
    rows = {
        row.question: row for group in report_of(SHOP).answers for row in group.rows
        if group.title in ("Orders database", "Change and risk", "Ownership")
    }  # fmt: skip
    questions = current_catalog().questions
    states = {
        name: rows[questions[name].title].state
        for name in ("consumers", "stored-by", "separation-of-duties", "change-rate",
                     "owned-environments")
    }  # fmt: skip

    assert states == {
        "consumers": State.ANSWERED,
        "stored-by": State.PREFILLED,
        "separation-of-duties": State.DONT_KNOW,
        "change-rate": State.UNANSWERED,
        "owned-environments": State.NOT_ASKED,
    }


def test_counts_are_those_of_the_listed_answers() -> None:
    report = report_of(SHOP)
    states = [row.state for group in report.answers for row in group.rows]

    assert report.counts == Counts(
        answered=states.count(State.ANSWERED),
        filled=states.count(State.PREFILLED),
        dont_know=1,
        unanswered=states.count(State.UNANSWERED),
    )
    assert report.counts.asked == len(states) - states.count(State.NOT_ASKED)


def test_a_zone_that_was_stated_is_listed_among_the_answers() -> None:
    sessions = next(each for each in report_of(SHOP).answers if each.title == "Basket sessions")

    assert (sessions.rows[0].answer, sessions.rows[0].remark) == ("Hard", "stated directly")


def test_notes_stand_with_their_answers() -> None:
    notes = [row.note for group in report_of(SHOP).answers for row in group.rows if row.note]

    assert notes == [
        "All stacks are in one repository.",
        "Orders stop at once.\n\nSales confirms it.",
    ]


def test_the_first_page_has_at_most_three_reasons_of_different_kinds() -> None:
    titles = [each.reason.title for each in report_of(SHOP).cover.reasons]

    assert 1 <= len(titles) <= 3
    assert len(titles) == len(set(titles))


def test_a_reason_names_its_stores_unless_all_share_it() -> None:
    one = replace(SHOP, stores=SHOP.stores[:1])

    assert {each.stores for each in report_of(one).cover.reasons} == {""}
    assert "Orders database" in {each.stores for each in report_of(SHOP).cover.reasons}


def test_the_first_page_names_each_change_once() -> None:
    flips = [each.flip for each in report_of(SHOP).cover.flips]

    assert len(flips) == len(set(flips))


def test_many_stores_are_counted_on_the_first_page() -> None:
    stores = tuple(Store(f"Store {number}", {"consumers": "exclusive"}) for number in range(9))
    cover = report_of(replace(SHOP, stores=stores)).cover

    assert len(cover.stores) == 5
    assert cover.more_stores == 4


def test_what_is_due_for_several_stores_is_listed_once() -> None:
    report = report_of(SHOP)
    items = [each.item.id for tool in report.guardrails for each in tool.every]

    assert items
    assert len(items) == len(set(items))
    assert len({each.item.id for each in report.prerequisites}) == len(report.prerequisites)


def test_settings_for_one_cloud_stand_apart_by_cloud() -> None:
    terraform = replace(SHOP, answers={**SHOP.answers, "iac-tool": "terraform"})
    tool = next(each for each in report_of(terraform).guardrails if each.clouds)
    clouds = {cloud.title: cloud.items for cloud in tool.clouds}

    assert list(clouds) == ["AWS", "Google Cloud", "Microsoft Azure"]
    assert all(not each.item.provider for each in tool.items)
    assert all(each.item.provider == name for name, items in clouds.items() for each in items)
    assert tool.every == (*tool.items, *(each for items in clouds.values() for each in items))
    assert "Terraform and OpenTofu, for stores on AWS" in html_of(terraform)


def test_a_tool_for_one_cloud_has_no_settings_of_others() -> None:
    assert all(not tool.clouds for tool in report_of(SHOP).guardrails)


def test_while_the_tool_is_open_its_settings_are_only_named() -> None:
    unknown = replace(SHOP, answers={**SHOP.answers, "iac-tool": "dont-know"})
    report, html = report_of(unknown), html_of(unknown)
    brief = [tool for tool in report.guardrails if tool.brief]

    assert not any(tool.brief for tool in report_of(SHOP).guardrails)
    assert len(brief) > 2
    assert "Whatever the tool" not in [tool.tool for tool in brief]
    assert "If you use Pulumi" in html
    assert "deletionProtectionEnabled: true" not in html


def test_the_short_report_has_what_is_open_and_noted() -> None:
    report = short_of(SHOP)
    rows = [row for group in report.answers for row in group.rows]
    full = [row for group in report_of(SHOP).answers for row in group.rows]

    assert rows == [
        row for row in full if row.note or row.state in (State.DONT_KNOW, State.UNANSWERED)
    ]
    assert report.counts == report_of(SHOP).counts
    assert "Sales confirms it." in report_job({"report": report}).html


def test_the_short_report_leaves_out_what_only_the_full_one_needs() -> None:
    report, html = short_of(SHOP), report_job({"report": short_of(SHOP)}).html

    assert not report.glossary
    assert not report.disagreements
    assert list(report.maps.files) == ["map-assessment.svg"]
    assert len(report.sources) < len(report_of(SHOP).sources)
    assert all(len(store.flips) <= 5 for store in report.stores)
    assert "<pre" in html_of(SHOP)
    assert html.count("<pre") == 1  # how to reproduce it
    assert "--short --paper a4" in html


def test_both_reports_say_the_same_about_every_store() -> None:
    for few, all_of_it in zip(short_of(SHOP).stores, report_of(SHOP).stores, strict=True):
        assert few.view == all_of_it.view
        assert [each.bar for each in few.bars] == [each.bar for each in all_of_it.bars]
        assert [each.title for each in few.gates] == [each.title for each in all_of_it.gates]


def test_every_link_inside_a_report_leads_somewhere() -> None:
    for report in (short_of(SHOP), report_of(SHOP), short_of(EMPTY), report_of(EMPTY)):
        html = report_job({"report": report}).html

        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_every_source_number_leads_to_an_entry_of_the_list() -> None:
    report = report_of(SHOP)
    numbers = [entry.number for entry in report.sources]
    used = {ref for store in report.stores for bar in store.bars for ref in bar.refs}
    used |= {ref for tool in report.guardrails for each in tool.every for ref in each.refs}

    assert numbers == list(range(1, len(numbers) + 1))
    assert used
    assert used <= set(numbers)


def test_every_bar_and_gate_has_a_source() -> None:
    for store in report_of(SHOP).stores:
        assert all(bar.refs for bar in store.bars)
        assert all(gate.refs and gate.released_when for gate in store.gates)


def test_gates_name_the_answers_that_made_them_act() -> None:
    gates = [gate for store in report_of(SHOP).stores for gate in store.gates if gate.released_when]

    assert gates
    assert any(gate.answers for gate in gates)
    assert "From your answers:" in html_of(SHOP)


def test_a_mixed_verdict_is_not_drawn_as_one_store() -> None:
    mixed = report_of(SHOP)

    assert mixed.result.result == "mixed"
    assert "cover-motif" not in html_of(SHOP)
    assert "cover-motif" in html_of(replace(SHOP, stores=SHOP.stores[:1]))


def test_provenance_has_edition_and_both_hashes() -> None:
    report = report_of(SHOP)

    assert report.provenance.edition == current_catalog().edition
    assert report.provenance.content_hash == current_catalog().content_hash
    assert len(report.provenance.answers_hash) == 64


def test_another_answer_gives_another_answers_hash() -> None:
    other = replace(SHOP, answers={**SHOP.answers, "iac-tool": "cdk"})

    assert report_of(other).provenance.answers_hash != report_of(SHOP).provenance.answers_hash


def test_a_long_name_is_cut_in_running_heads_only() -> None:
    report = report_of(AWKWARD)

    assert len(report.running_head) == 60
    assert report.system == AWKWARD.name


def test_names_are_never_read_as_markup() -> None:
    html = html_of(AWKWARD)

    assert "<b>party</b>" not in html
    assert "&lt;b&gt;party&lt;/b&gt;" in html


def test_the_page_says_that_it_is_an_interpretation() -> None:
    assert "the talk asks the questions and has no answer key" in html_of(SHOP)


def test_a_system_without_stores_asks_for_one() -> None:
    assert "Add a store to get a recommendation." in html_of(EMPTY)


def test_without_graphviz_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> str:
        raise DrawingUnavailable("The drawing needs Graphviz.")

    monkeypatch.setattr(report_maps, "slim_svg", refuse)
    report = make_report(current_catalog(), SHOP, CHANGED, "a4")

    html = report_job({"report": report}).html

    assert "The maps could not be drawn. The drawing needs Graphviz." in html
