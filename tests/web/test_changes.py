"""What would change the result, in words."""

from functools import cache

from decision.catalog import Catalog, load_catalog
from decision.domain.sensitivity import (
    Change,
    Flip,
    NextQuestion,
    Purpose,
    StoreTurns,
    Turn,
    WaitingCell,
)
from decision.domain.vocabulary import Boundary, Environment, Level, Result
from decision.web.presenters.changes import flip_views, next_view
from decision.web.presenters.outcome import Outcome
from tests.content.shipped import CONTENT


@cache
def shipped() -> Catalog:
    return load_catalog(CONTENT)


def change(question: str, after: str, before: str | None = None) -> Change:
    return Change(question, Level.STORE, before, after)


def views(*flips: Flip) -> list[tuple[list[str], str, tuple[str, ...]]]:
    before = Outcome.of(shipped().results[Result.EITHER])
    return [
        ([each.after for each in view.changes], view.after_result, view.opens)
        for view in flip_views(shipped(), before, flips)
    ]


def test_the_smallest_changes_come_first_and_those_that_only_open_a_question_last() -> None:
    one, two = change("loss-impact", "high"), change("recovery", "irreplaceable")

    found = views(
        Flip((two, one), Result.SEPARATE),
        Flip((change("consumers", "exclusive"),), Result.ASK_FIRST, opens=("recovery",)),
        Flip((two,), Result.TOGETHER),
    )

    assert [(len(after), bool(opens)) for after, _, opens in found] == [
        (1, False), (2, False), (1, True),
    ]  # fmt: skip


def test_options_of_one_question_with_the_same_outcome_share_a_line() -> None:
    options = {o.id: o.title for o in shipped().questions["consumers"].options}
    team, many = options["shared-same-team"], options["shared-many-teams"]

    found = views(
        Flip((change("consumers", "shared-same-team", "exclusive"),), Result.SEPARATE),
        Flip((change("recovery", "recreatable"),), Result.TOGETHER),
        Flip((change("consumers", "shared-many-teams", "exclusive"),), Result.SEPARATE),
    )

    (after, result, _), *others = found
    assert (after, result) == ([f"{team} or {many}"], Result.SEPARATE)
    assert len(others) == 1


def test_options_with_different_outcomes_or_companions_stay_apart() -> None:
    first, second = change("recovery", "recreatable"), change("recovery", "restorable")

    found = views(
        Flip((first, change("consumers", "shared-same-team")), Result.SEPARATE),
        Flip((second, change("consumers", "shared-many-teams")), Result.SEPARATE),
        Flip((change("consumers", "exclusive"),), Result.TOGETHER),
        Flip((change("consumers", "shared-many-teams"),), Result.SEPARATE),
    )

    assert len(found) == 4


def test_a_change_that_only_opens_a_question_names_it() -> None:
    opening = Flip((change("consumers", "exclusive"),), Result.ASK_FIRST, ("recovery",))

    ((_, result, opens),) = views(opening)

    assert result == Result.ASK_FIRST
    assert len(opens) == 1
    assert opens[0]


def test_what_only_makes_things_worse_comes_last_and_never_shares_a_line() -> None:
    change_to = {name: change("restore-tests", name, "untested") for name in ("tested", "none")}
    before = Outcome.of(shipped().results[Result.EITHER])

    found = flip_views(
        shipped(),
        before,
        [
            Flip((change_to["none"],), Result.SEPARATE, worsens=True),
            Flip((change_to["tested"],), Result.SEPARATE),
        ],
    )

    assert [each.worsens for each in found] == [False, True]


def asked(purpose: Purpose, *cells: WaitingCell) -> NextQuestion:
    turns = StoreTurns("orders", (Turn("often", Result.EITHER),))
    return NextQuestion("joint-changes", Level.STORE, ("orders",), (turns,), purpose, cells)


def test_a_stated_fact_that_contradicts_an_answer_is_named_by_its_title() -> None:
    turns = StoreTurns("orders", (Turn("easy", Result.EITHER),))
    zone = NextQuestion("zone", Level.STORE, ("orders",), (turns,), Purpose.AGAIN)

    found = next_view(shipped(), zone)

    fact = shipped().facts["zone"]
    assert (found.title, found.short, found.why) == (fact.title, fact.title, fact.explanation)
    assert [lead.option for lead in found.leads] == [fact.values["easy"]]
    assert found.purpose != next_view(shipped(), asked(Purpose.VERDICT)).purpose


def test_only_a_question_that_can_change_the_verdict_says_where_its_answers_lead() -> None:
    cell = WaitingCell("orders", Boundary.PIPELINE, Environment.TEST)

    verdict = next_view(shipped(), asked(Purpose.VERDICT))
    cells = next_view(shipped(), asked(Purpose.CELLS, cell, cell))
    detail = next_view(shipped(), asked(Purpose.DETAIL))

    assert [len(each.leads) for each in (verdict, cells, detail)] == [1, 0, 0]
    assert [each.decides for each in (verdict, cells, detail)] == [True, False, False]
    assert cells.purpose.count(shipped().boundaries["pipeline"].short) == 1
    assert len({verdict.purpose, cells.purpose, detail.purpose}) == 3
