"""A resource becomes a new store or one that there is; the preview says what it knows and costs."""

import re

import pytest
from django.test import Client

from decision import actions, queries
from decision.content import catalog_for
from decision.models import StorePlace
from decision.readers.system import read_files
from decision.web import infrastructure_files
from decision.web.presenters.flow import Flow
from tests.systems import Shop, store_names
from tests.web.infrastructure.files import kept, offered, plan, send, template
from tests.web.visits import address, page

#: Neither is told by a name or a kind of the shop's stores, "orders" and "images".
TWO = template(Mails="AWS::SQS::Queue", Jobs="AWS::SQS::Queue")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)


def confirm(client: Client, shop: Shop, **fields: str) -> str:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    sent = offered(client, shop) | named
    return page(client.post(address(shop, "files-confirm"), sent, follow=True)).text


def preview(client: Client, shop: Shop, query: str = "") -> str:
    return page(client.get(address(shop, "files-preview") + query)).text


def places() -> set[tuple[str, str]]:
    return {(each.store.name, each.address) for each in StorePlace.objects.all()}


# A resource that is a store of the assessment


def test_a_resource_is_joined_to_a_store_that_there_is(shop: Shop, editor: Client) -> None:
    send(editor, shop, TWO)

    confirm(editor, shop, store_1="1")

    assert store_names(shop) == ["orders", "images", "jobs"]
    assert places() == {("orders", "Mails"), ("jobs", "Jobs")}


def test_a_store_is_one_resource(shop: Shop, editor: Client) -> None:
    send(editor, shop, TWO)

    shown = confirm(editor, shop, store_1="1", store_2="1")

    assert "“orders” is chosen for two resources." in shown
    assert (store_names(shop), places()) == (["orders", "images"], set())


def test_the_name_of_a_store_that_there_is_says_how_to_join_it(shop: Shop, editor: Client) -> None:
    send(editor, shop, TWO)

    shown = confirm(editor, shop, name_1="orders")

    assert "Choose it under “Which store is it?”, or choose another name." in shown


def test_what_was_told_by_a_name_can_be_another_store(shop: Shop, editor: Client) -> None:
    send(editor, shop, template(Images="AWS::S3::Bucket"))
    assert offered(editor, shop)["store-1"] == "2"

    confirm(editor, shop, store_1="new", name_1="pictures")

    assert (store_names(shop)[2:], places()) == (["pictures"], {("pictures", "Images")})


def test_a_wrong_link_is_mended_by_reading_again(shop: Shop, editor: Client) -> None:
    kept(editor, shop, template(Images="AWS::S3::Bucket"))
    send(editor, shop, template(Images="AWS::S3::Bucket"))

    confirm(editor, shop, store_1="1")

    assert (store_names(shop), places()) == (["orders", "images"], {("orders", "Images")})


@pytest.mark.parametrize("which", ["99", "x", "\x00", "-1", "1" * 400])
def test_a_store_that_is_not_there_is_refused(which: str, shop: Shop, editor: Client) -> None:
    send(editor, shop, TWO)

    shown = confirm(editor, shop, store_1=which)

    assert "That store cannot be chosen any more." in shown
    assert (store_names(shop), places()) == (["orders", "images"], set())


def test_a_form_that_does_not_say_which_store_keeps_what_was_proposed(
    shop: Shop, editor: Client
) -> None:
    send(editor, shop, template(Images="AWS::S3::Bucket"))
    fields = {name: each for name, each in offered(editor, shop).items() if name[:6] != "store-"}

    editor.post(address(shop, "files-confirm"), fields)

    assert (store_names(shop), places()) == (["orders", "images"], {("images", "Images")})


def test_a_store_that_could_be_several_is_none_of_them_until_the_team_says(
    shop: Shop, editor: Client
) -> None:
    actions.add_store(assessment=shop.assessment, name="seats", kind="")
    files = {name: template(Seats="AWS::DynamoDB::Table") for name in ("a.json", "b.json")}
    send(editor, shop, **files)
    fields = offered(editor, shop)

    assert "“seats” could be several of these resources" in preview(editor, shop)
    assert not [name for name in fields if name.startswith("take-")]
    assert "Say which store it is" in confirm(editor, shop, take_1="on", store_1="")
    confirm(editor, shop, take_1="on", store_1="3")

    assert (len(store_names(shop)), places()) == (3, {("seats", "Seats")})


def test_stores_that_no_file_has_are_named(shop: Shop, editor: Client) -> None:
    send(editor, shop, template(Images="AWS::S3::Bucket", Mails="AWS::SQS::Queue"))

    shown = preview(editor, shop)

    assert re.search(r"in none of these files as far as names and kinds tell: orders\.", shown)


# What ticking means


def test_all_new_stores_can_be_left_out_at_once(shop: Shop, editor: Client) -> None:
    send(editor, shop, template(Images="AWS::S3::Bucket", Mails="AWS::SQS::Queue"))
    link = "Take the tick from all new stores"

    both, own = preview(editor, shop), preview(editor, shop, "?ticked=none")
    ticks = [
        sum("checked" in given for tag, given in page(editor.get(url)).elements if tag == "input")
        for each in ("", "?ticked=none")
        for url in [address(shop, "files-preview") + each]
    ]

    assert (link in both, link in own, ticks) == (True, False, [2, 1])


def test_what_a_new_store_adds_is_what_is_asked_once_it_is_there(
    shop: Shop, editor: Client
) -> None:
    send(editor, shop, template(Mails="AWS::SQS::Queue"))
    found = re.search(r"The one new store that is ticked adds (\d+)\.", preview(editor, shop))
    before = asked(shop)
    confirm(editor, shop)

    assert found is not None
    assert asked(shop) - before == int(found[1]) > 0


def asked(shop: Shop) -> int:
    """How many questions the path has."""
    flow = Flow(catalog_for(shop.assessment.edition_id), queries.sheet(shop.reload()))
    return len(flow.steps)


@pytest.mark.parametrize(
    ("does", "is_ticked"), [(("delete",), False), (("delete", "create"), True)]
)
def test_what_the_plan_destroys_is_not_ticked_and_named_first(
    does: tuple[str, ...], is_ticked: bool, shop: Shop, editor: Client
) -> None:
    send(editor, shop, plan("aws_sqs_queue.mails", "aws_sqs_queue", *does))

    shown = preview(editor, shop)

    assert shown.index("Stop: the plan that was read loses state") < shown.index("Everything that")
    assert ("take-1" in offered(editor, shop)) is is_ticked
    assert ("The plan at hand destroys it." in shown) is not is_ticked


def test_zones_and_tools_are_in_words(shop: Shop, editor: Client) -> None:
    compose = "services: {db: {image: 'postgres:16', volumes: ['data:/d']}}\nvolumes: {data: {}}\n"
    send(editor, shop, compose)

    shown = preview(editor, shop)

    assert "Docker Compose" in shown
    assert "What the zones mean" in shown


# Files that are refused


def test_every_refused_file_is_a_line_of_its_own(shop: Shop, editor: Client) -> None:
    response = send(editor, shop, **{"README.md": "# Hello\n", "b.html": "<!doctype html><p>"})

    listed = re.findall(r"<li>([^<]*is left out[^<]*)</li>", response.text)
    assert [each.split()[0] for each in listed] == ["README.md", "b.html"]
    assert "a text for people" in listed[0]


def test_what_was_not_pasted_is_not_still_there(shop: Shop, editor: Client) -> None:
    there = "What you pasted is still there."

    without = send(editor, shop, **{"b.html": "<!doctype html><p>"}).text
    with_text = send(editor, shop, "<!doctype html><p>", **{"b.html": "<!doctype html><p>"}).text

    assert (there in without, there in with_text) == (False, True)


def test_reading_again_says_that_it_takes_the_place_of_all(shop: Shop, editor: Client) -> None:
    said = "This takes the place of what was read before"
    before = editor.get(address(shop, "files-read")).text
    kept(editor, shop)

    assert (said in before, said in editor.get(address(shop, "files-read")).text) == (False, True)


# What the files say of protection


def test_what_is_not_protected_stands_in_one_box_and_own_stores_come_first(
    shop: Shop, editor: Client
) -> None:
    text = template(Aa="AWS::DynamoDB::Table", Bb="AWS::DynamoDB::Table", Zz="AWS::DynamoDB::Table")
    send(editor, shop, text)
    fields = {name: each for name, each in offered(editor, shop).items() if name[:5] != "take-"}
    response = editor.post(
        address(shop, "files-confirm"), fields | {"take-3": "on", "store-3": "1"}, follow=True
    )

    shown = page(response).text
    assert "3 stores are not protected" in shown
    assert response.text.count('class="concern"') == 1
    cards = re.findall(r'<article class="card found-store" id="([^"]+)"', response.text)
    listed = re.findall(r'<li><a href="#(store-[^"]+)">', response.text)
    assert cards[0] == listed[0] == "store-3"
    assert sorted(cards) == sorted(listed)
    assert "Nothing in the files protects them against deletion and replacement." in shown


def test_missing_settings_and_those_not_shown_are_counted_apart(shop: Shop, editor: Client) -> None:
    shown = page(
        kept(editor, shop, plan("aws_db_instance.orders", "aws_db_instance", "create"))
    ).text

    assert re.search(r"settings? (is|are) missing|is not shown in these files", shown)
    assert "missing or not shown" not in shown


# Where it is said that files can be read


def test_the_start_page_and_the_links_say_that_files_can_be_read(
    shop: Shop, editor: Client
) -> None:
    start = page(editor.get("/")).text
    manage = page(editor.get(address(shop, "assessment-manage"))).text

    assert "Or begin with your infrastructure files: Terraform, CloudFormation" in start
    assert "if files were read, what they say: resources, their graph and where to cut" in manage
