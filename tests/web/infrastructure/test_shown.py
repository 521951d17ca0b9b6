"""What the files say stands beside the result, the questions, the answers and on the maps."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client

from decision import actions, queries
from decision.content import catalog_for, current_catalog
from decision.inspection.evidence import evidence
from decision.models import Infrastructure
from decision.readers.system import read_files
from decision.web import infrastructure_files
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure import facts
from decision.web.presenters.infrastructure.contradicted import contradicted
from decision.web.presenters.infrastructure.evidence import EvidenceView, evidence_view
from decision.web.presenters.infrastructure.look import Look
from decision.web.presenters.infrastructure.says import FilesSay, reading_beside
from decision.web.presenters.maps import marked_map, small_map
from decision.web.presenters.result import ResultView, result_view, with_files
from tests.systems import Shop, answer, new_shop, store_names, stored_answers
from tests.web.infrastructure.files import kept, offered, plan, send, template
from tests.web.visits import address, opened, page

VIEW = EvidenceView(
    says="contradicts",
    title="",
    url="",
    store="",
    number=None,
    question="",
    because="",
    shown_by="",
    answer="",
    option="",
    option_title="",
    seen=0,
    source="",
)
LOSING = plan("aws_db_instance.orders", "aws_db_instance", "delete", "create")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)
    cache.clear()


@pytest.fixture
def found(db: None) -> tuple[Shop, Client]:
    """An assessment whose two stores come from the files, and who edits it."""
    shop = new_shop()
    client = opened(shop.edit_secret)
    kept(client, shop)
    return shop, client


def flow_of(shop: Shop) -> Flow:
    return Flow(catalog_for(shop.assessment.edition_id), queries.sheet(shop.reload()))


def result_of(shop: Shop) -> ResultView:
    flow = flow_of(shop)
    result = result_view(flow.catalog, flow.system)
    return with_files(result, reading_beside(flow), with_cuts=True)


def files_of(shop: Shop) -> FilesSay:
    files = result_of(shop).files
    assert files is not None
    return files


def text_of(client: Client, shop: Shop, name: str, *arguments: object) -> str:
    response = client.get(address(shop, name, *arguments))
    assert response.status_code == 200
    return page(response).text


def places(shop: Shop) -> dict[str, int]:
    """The positions of the stores on the result, by name."""
    return {name: number for number, name in enumerate(store_names(shop), start=1)}


def separate(shop: Shop) -> None:
    """Answers that place the table apart."""
    (store,) = (each for each in queries.sheet(shop.assessment).stores if "orders" in each.name)
    for question, option in (
        ("consumers", "shared-many-teams"),
        ("recovery", "irreplaceable"),
        ("loss-impact", "high"),
        ("data-lifetime", "outlives-app"),
    ):
        answer(shop, question, option, store)
    for question, option in (("iac-adoption", "full"), ("infrastructure-ownership", "full")):
        answer(shop, question, option)


# The result


def test_without_files_there_is_one_quiet_line(shop: Shop, editor: Client, reader: Client) -> None:
    shown = text_of(editor, shop, "result")

    assert shown.count("your infrastructure files") == 1
    assert "What your files say" not in shown
    assert "infrastructure files" not in text_of(reader, shop, "result").split("How it decides")[0]


def test_a_store_says_what_it_is_in_the_files(found: tuple[Shop, Client]) -> None:
    shop, client = found

    shown = text_of(client, shop, "result")

    said = files_of(shop).stores[places(shop)["orders table"]]
    assert (said.address, said.unit, said.state) == ("OrdersTable", "pasted text", "to-do")
    assert said.missing.endswith("protection settings are missing or not shown.")
    assert said.users == "1 resource refers to it: Api."
    assert said.shares == "It shares the unit pasted text with 1 resource that runs: Api."
    for each in ("OrdersTable", said.missing, said.users, said.shares, "Not protected"):
        assert each in shown


def test_a_store_that_should_be_apart_says_what_a_border_would_cross(
    found: tuple[Shop, Client],
) -> None:
    shop, client = found
    separate(shop)
    said = files_of(shop).stores[places(shop)["orders table"]]

    assert said.cut == "Taken out of its unit, 1 reference would cross the new border."
    assert f"{address(shop, 'files')}#cuts" in client.get(address(shop, "result")).text


def test_a_store_that_should_stay_is_protected_there(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    verdicts = dict.fromkeys(places(shop).values(), "together")
    reader = reading_beside(flow_of(shop))
    assert reader is not None

    stores = reader.beside(verdicts).stores

    texts = {name: stores[position].cut for name, position in places(shop).items()}
    assert texts == {"orders table": "If it stays there, protect it there.", "images": ""}


def test_a_contradicted_answer_is_named_with_its_question(found: tuple[Shop, Client]) -> None:
    shop, client = found
    separate(shop)
    answer(shop, "iac-tool", "terraform")

    response = client.get(address(shop, "result"))

    assert "The files contradict an answer: Which tool describes" in page(response).text
    assert "You said: It must stay. Nothing in the files" in page(response).text
    for url in (address(shop, "question", "iac-tool"), f"{address(shop, 'files')}#evidence"):
        assert f'href="{url}"' in response.text


def test_a_verdict_says_that_it_rests_on_what_the_files_contradict(
    found: tuple[Shop, Client],
) -> None:
    shop, client = found
    rests = "Rests on an answer that your files contradict: “"
    before = text_of(client, shop, "result")

    separate(shop)
    after, result = text_of(client, shop, "result"), result_of(shop)

    assert (rests in before, result.against.startswith(rests)) == (False, True)
    assert after.count(result.against) >= 1
    assert after.index(result.against) < after.index("PDF report")


def test_what_decides_among_contradicted_answers_is_named_before_the_others() -> None:
    catalog = current_catalog()
    asked, short = "Which tool describes your infrastructure?", "Infrastructure tool"
    view = replace(VIEW, title=asked, question="iac-tool")

    texts = [
        contradicted(catalog, said, bearing, gates).text
        for said, bearing, gates in (
            ([], [short], []),
            ([view], [], []),
            ([view], [short], []),
            ([view], [], [f"{short}: Terraform"]),
        )
    ]

    rests = f"Rests on an answer that your files contradict: “{asked}”."
    assert texts == ["", f"Your files contradict an answer: “{asked}”.", rests, rests]


def test_a_plan_that_loses_a_store_comes_before_everything(shop: Shop, editor: Client) -> None:
    kept(editor, shop, LOSING)

    shown = text_of(editor, shop, "result")

    stop = shown.index("Stop: the plan that was read loses state")
    assert stop < shown.index("The plan would replace “orders") < shown.index("cannot be placed")


def test_a_resource_that_is_none_of_the_stores_is_counted(shop: Shop, editor: Client) -> None:
    send(editor, shop, template(A="AWS::SQS::Queue", B="AWS::S3::Bucket"))
    fields = {name: each for name, each in offered(editor, shop).items() if name[:5] != "take-"}
    editor.post(address(shop, "files-confirm"), fields)

    said = files_of(shop)

    assert said.stores == {}
    assert said.others.startswith("The files have 2 more resources that keep data")
    assert said.others in text_of(editor, shop, "result")


def test_a_reader_gets_no_links_to_questions(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    answer(shop, "iac-tool", "terraform")

    shown = opened(shop.read_secret).get(address(shop, "result")).text

    assert "The files contradict an answer" in shown
    assert address(shop, "question", "iac-tool") not in shown


# Kept


def test_all_resources_are_looked_at_once(
    found: tuple[Shop, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, client = found
    looked: list[Look] = []
    original = facts._facts

    def counted(look: Look) -> facts.Facts:
        looked.append(look)
        return original(look)

    monkeypatch.setattr(facts, "_facts", counted)
    cache.clear()

    for name in ("result", "map-small", "check-answers"):
        text_of(client, shop, name)
    answer(shop, "iac-tool", "terraform")
    text_of(client, shop, "result")

    assert len(looked) == 1


def test_a_large_unit_is_cut_on_the_page_about_files_alone(
    found: tuple[Shop, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, client = found
    separate(shop)
    monkeypatch.setattr(facts, "MOST_CUT_AT_ONCE", 3)

    before = text_of(client, shop, "result")
    text_of(client, shop, "files")
    after = text_of(client, shop, "result")

    assert "“Where to cut” says what the new border would cross" in before
    assert "1 reference would cross the new border" not in before
    assert "1 reference would cross the new border" in after


def test_a_new_reading_a_link_and_a_decision_are_seen_at_once(found: tuple[Shop, Client]) -> None:
    shop, client = found
    before = files_of(shop).others

    actions.decide_type(assessment=shop.assessment, type="Custom::Strange", keeps_data=True)
    decided = files_of(shop).others
    kept(client, shop, template(Images="AWS::S3::Bucket"))
    read = {name: files_of(shop).stores.get(place) for name, place in places(shop).items()}

    assert (before, decided[:28]) == ("", "The files have 1 more resour")
    assert read["orders table"] is None
    assert read["images"] is not None


def test_when_a_store_goes_the_others_keep_their_resources(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    before = {name: files_of(shop).stores[place].address for name, place in places(shop).items()}
    first, last = queries.sheet(shop.assessment).stores

    actions.remove_store(store=first)

    after = {name: files_of(shop).stores[place].address for name, place in places(shop).items()}
    assert after == {last.name: before[last.name]}
    assert len(set(before.values())) == 2


def test_what_is_kept_says_the_same_as_the_page_about_files(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    separate(shop)
    answer(shop, "iac-tool", "terraform")
    flow = flow_of(shop)
    look = Look(flow, Infrastructure.objects.get())
    reader = reading_beside(flow)
    assert reader is not None

    whole = evidence(look.catalog, look.inspection, flow.system, look.linked)

    shown = [view for each in whole if (view := evidence_view(look, each)) is not None]
    assert list(reader.said) == shown
    assert len(shown) > 3


def test_a_removed_reading_leaves_nothing(found: tuple[Shop, Client]) -> None:
    shop, client = found
    text_of(client, shop, "result")

    client.post(address(shop, "files-remove"))

    assert result_of(shop).files is None
    assert "What your files say" not in text_of(client, shop, "result")


# Questions and answers


def test_a_question_says_what_the_files_suggest_and_adopts_it(found: tuple[Shop, Client]) -> None:
    shop, client = found
    url = address(shop, "question", "iac-tool")
    shown = page(client.get(url))
    fields = {
        name: shown.field(name) for name in ("question", "option", "back")
    } | {"seen": "0"}  # fmt: skip

    response = client.post(address(shop, "files-adopt"), fields, follow=True)

    assert "Your files suggest: AWS CloudFormation or AWS SAM." in shown.text
    assert response.redirect_chain == [(url, 302)]
    assert stored_answers(shop) == [("", "iac-tool", "cloudformation", "", 1)]
    assert "Your files bear this answer out." in page(response).text


def test_a_question_says_what_the_files_contradict_and_changes_nothing(
    found: tuple[Shop, Client],
) -> None:
    shop, client = found
    answer(shop, "iac-tool", "terraform")

    shown = text_of(client, shop, "question", "iac-tool")

    assert "Your files contradict this answer." in shown
    assert stored_answers(shop) == [("", "iac-tool", "terraform", "", 1)]


def test_a_question_of_which_the_files_say_nothing_has_no_word_of_them(
    found: tuple[Shop, Client],
) -> None:
    shop, client = found

    assert "Your files" not in text_of(client, shop, "question", "infrastructure-ownership")


def test_the_list_of_answers_says_what_the_files_say(found: tuple[Shop, Client]) -> None:
    shop, client = found
    answer(shop, "iac-tool", "terraform")
    answer(shop, "unit-size", "small")

    shown = text_of(client, shop, "check-answers")

    assert "Your files contradict this:" in shown
    assert "Your files support this." in shown


# Maps


def test_the_maps_mark_what_calls_for_something(found: tuple[Shop, Client]) -> None:
    shop, _client = found
    separate(shop)
    flow, result = flow_of(shop), result_of(shop)

    small = {each.title for each in small_map(result).root.walk()}
    talk = marked_map(flow.catalog, flow.system, result)
    marked = {store.verdict for node in talk.root.walk() for store in node.stores}

    calls = "not protected, 1 answer contradicted"
    assert {f"In your files: {calls}", "In your files: protected"} <= small
    assert f"Separate (files: {calls})" in marked
    assert not any("files" in each for each in marked if not each.startswith("Separate"))


def test_a_plan_that_loses_a_store_is_on_the_map(shop: Shop, editor: Client) -> None:
    kept(editor, shop, LOSING)

    small = {each.title for each in small_map(result_of(shop)).root.walk()}

    assert "In your files: the plan loses it, not protected" in small


def test_a_map_without_files_has_no_word_of_them(shop: Shop) -> None:
    small = small_map(result_of(shop))

    assert not any("files" in each.title for each in small.root.walk())


# Odd


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "\u202egnp.exe", "{{ 7|add:7 }}"])
def test_hostile_addresses_are_text_everywhere(hostile: str, db: None) -> None:
    shop = new_shop()
    client = opened(shop.edit_secret)
    kept(client, shop, template(**{hostile: "AWS::SQS::Queue", "Api": "AWS::Lambda::Function"}))

    for name in ("result", "map-small", "check-answers"):
        shown = client.get(address(shop, name))
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
        assert "\u202e" not in shown.text
