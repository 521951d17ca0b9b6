"""The way through the questionnaire: the talk's questions first, then the deeper ones."""

import pytest
from django.test import Client

from decision import actions, queries
from decision.content import current_catalog
from decision.domain.vocabulary import DONT_KNOW
from decision.web.presenters.flow import Flow, Status
from decision.web.presenters.tasks import time_for
from tests.systems import Shop, answer, new_shop
from tests.web.visits import address, opened, page

pytestmark = pytest.mark.django_db


def flow(shop: Shop) -> Flow:
    return Flow(current_catalog(), queries.sheet(shop.assessment))


def keys(shop: Shop) -> list[tuple[int | None, str]]:
    return [step.key for step in flow(shop).steps]


def test_the_talks_questions_come_first_for_the_system_and_every_store() -> None:
    shop = new_shop("orders", "images")
    steps = flow(shop).steps

    order = [(not step.question.core, step.store.number if step.store else 0) for step in steps]

    assert order == sorted(order)
    assert set(order) == {(False, 0), (False, 1), (False, 2), (True, 0), (True, 1), (True, 2)}


def test_within_a_part_the_questions_keep_the_order_of_the_content() -> None:
    shop = new_shop("orders")
    content = list(current_catalog().questions)
    steps = [step for step in flow(shop).steps if step.question.core and not step.store]

    core = [step.question.id for step in steps]

    assert core == sorted(core, key=content.index)


def test_every_question_is_asked_at_most_once_for_each_store() -> None:
    found = keys(new_shop("orders", "images"))

    assert len(found) == len(set(found))


def test_each_step_leads_to_the_next_and_back() -> None:
    shop = new_shop("orders")
    path = flow(shop)
    last_core = [step for step in path.steps if step.question.core][-1]

    for here, following in zip(path.steps, path.steps[1:], strict=False):
        if here.key != last_core.key:
            assert path.after(here) == following.url
        assert path.before(following) == here.url


def test_after_the_last_of_the_talks_questions_comes_the_task_list() -> None:
    shop = new_shop("orders")
    last = [step for step in flow(shop).steps if step.question.core][-1]

    assert flow(shop).after(last) == address(shop, "assessment-tasks")


def test_without_a_store_the_talks_questions_lead_to_the_stores() -> None:
    shop = new_shop()
    last = [step for step in flow(shop).steps if step.question.core][-1]

    assert flow(shop).after(last) == address(shop, "store-list")


def test_the_last_question_leads_to_the_answers() -> None:
    shop = new_shop("orders")

    assert flow(shop).after(flow(shop).steps[-1]) == address(shop, "check-answers")


def test_the_first_question_leads_back_to_the_task_list() -> None:
    shop = new_shop("orders")

    assert flow(shop).before(flow(shop).steps[0]) == address(shop, "assessment-tasks")


def test_the_page_offers_the_way_on_the_way_back_and_to_skip(shop: Shop, editor: Client) -> None:
    steps = flow(shop).steps

    links = page(editor.get(steps[1].url)).attributes("a", "href")

    assert {steps[0].url, steps[2].url} <= set(links)


def test_every_step_has_a_page_of_its_own(shop: Shop, editor: Client) -> None:
    statuses = {step.key: editor.get(step.url).status_code for step in flow(shop).steps}

    assert statuses == dict.fromkeys(statuses, 200)


def test_a_kind_fills_in_what_is_known_and_an_own_answer_wins() -> None:
    catalog = current_catalog()
    kind = next(kind for kind, answers in catalog.rulebook.kinds.items() if "managed-by" in answers)
    filled = catalog.rulebook.kinds[kind]["managed-by"]
    other = next(each for each in ("service", "application") if each != filled)
    shop = new_shop("orders", kind=kind)
    before = flow(shop).step(1, "managed-by")

    answer(shop, "managed-by", other, shop.stores[0])

    after = flow(shop).step(1, "managed-by")
    assert before is not None
    assert after is not None
    assert (before.status, before.option) == (Status.PREFILLED, filled)
    assert (after.status, after.option) == (Status.ANSWERED, other)


def test_answered_unknown_and_unanswered_are_three_things() -> None:
    shop = new_shop()
    answer(shop, "iac-adoption", "full")
    answer(shop, "team-structure", DONT_KNOW)

    statuses = [step.status for step in flow(shop).steps][:3]

    assert statuses == [Status.ANSWERED, Status.DONT_KNOW, Status.UNANSWERED]


def test_recreatable_state_mutes_the_questions_about_its_loss() -> None:
    shop = new_shop("orders")
    before = {step.question.id for step in flow(shop).steps if step.muted}

    answer(shop, "recovery", "recreatable", shop.stores[0])

    after = {step.question.id for step in flow(shop).steps if step.muted}
    assert before == set()
    assert {"loss-impact", "data-lifetime"} <= after


def test_a_muted_question_says_so_on_its_page(shop: Shop, editor: Client) -> None:
    answer(shop, "recovery", "recreatable", shop.stores[0])
    muted = next(step for step in flow(shop).steps if step.muted)

    assert str(muted.question.muted_because) in page(editor.get(muted.url)).text


def test_a_store_named_like_a_section_keeps_its_answers_apart(editor: Client, shop: Shop) -> None:
    section = current_catalog().sections[0].title
    actions.add_store(assessment=shop.assessment, name=section, kind="")

    headings = page(editor.get(address(shop, "check-answers"))).words

    assert headings.count(section) == 2


def test_the_task_list_goes_on_where_the_team_stopped(shop: Shop, editor: Client) -> None:
    steps = flow(shop).steps
    answer(shop, steps[0].question.id, steps[0].question.options[0].id)

    links = page(editor.get(address(shop, "assessment-tasks"))).attributes("a", "href")

    assert steps[1].url in links


def test_the_first_round_is_done_when_every_core_question_has_an_answer() -> None:
    shop = new_shop("orders")
    before = flow(shop).is_first_round_done
    for _ in range(100):
        open_step = next(
            (s for s in flow(shop).steps if s.question.core and s.status is Status.UNANSWERED), None
        )
        if open_step is None:
            break
        answer(shop, open_step.question.id, DONT_KNOW, shop.stores[0] if open_step.store else None)

    assert (before, flow(shop).is_first_round_done) == (False, True)


def test_saving_goes_on_to_what_the_team_has_not_answered_itself() -> None:
    shop = new_shop("orders")
    steps = [step for step in flow(shop).steps if not step.store]
    answer(shop, steps[1].question.id, DONT_KNOW)

    assert flow(shop).after(steps[0]) == steps[2].url
    assert flow(shop).following(steps[0]) == steps[1].url


def test_what_is_assumed_is_shown_as_filled_in_with_its_reason(editor: Client, shop: Shop) -> None:
    (orders, _) = shop.stores
    for question in ("stored-by", "managed-by"):
        answer(shop, question, "service", orders)
    step = flow(shop).step(1, "schema-workflow")

    shown = page(editor.get(address(shop, "store-question", 1, "schema-workflow")))
    checked = page(editor.get(address(shop, "check-answers")))

    assert step is not None
    assert (step.status, step.option) == (Status.PREFILLED, "no-schema")
    assert "Filled in because it follows from: " in shown.text
    assert [found["value"] for _, found in shown.elements if "checked" in found] == ["no-schema"]
    assert "(follows from other answers)" in checked.text


def test_an_answer_that_is_not_known_is_not_filled_in_again() -> None:
    shop = new_shop("files", kind="bucket")
    answer(shop, "schema-workflow", DONT_KNOW, shop.stores[0])

    step = flow(shop).step(1, "schema-workflow")

    assert step is not None
    assert (step.status, step.prefilled) == (Status.DONT_KNOW, "")


def answer_first_round(shop: Shop) -> None:
    while step := next(
        (s for s in flow(shop).steps if s.question.core and s.status is Status.UNANSWERED), None
    ):
        answer(shop, step.question.id, DONT_KNOW, shop.stores[0] if step.store else None)


def test_after_the_talks_questions_the_team_is_told_that_it_could_stop(editor: Client) -> None:
    shop = new_shop("orders")
    client = opened(shop.edit_secret)
    before = page(client.get(address(shop, "assessment-tasks")))

    answer_first_round(shop)

    after = page(client.get(address(shop, "assessment-tasks")))
    links = after.attributes("a", "href")
    following = flow(shop).next_open
    assert following is not None
    assert "You could stop here" not in before.text
    assert "You could stop here" in after.text
    assert {address(shop, "result"), following.url} <= set(links)


@pytest.mark.parametrize(
    ("questions", "text"),
    [
        (0, ""),
        (1, "about 1 minute left"),
        (3, "about 1 minute left"),
        (4, "about 2 minutes left"),
        (55, "about 19 minutes left"),
    ],
)
def test_the_time_that_is_left_follows_from_the_open_questions(questions: int, text: str) -> None:
    assert time_for(questions) == text


def test_the_question_page_says_how_long_the_rest_will_take(shop: Shop, editor: Client) -> None:
    shown = page(editor.get(address(shop, "question", "iac-adoption")))

    assert time_for(flow(shop).count(Status.UNANSWERED)) in shown.text


def test_the_rulebook_says_what_is_filled_in_and_when(stranger: Client) -> None:
    shown = page(stranger.get("/rules/"))

    assert "Filled in while nobody has answered it: There is no schema to change" in shown.text
