"""Files are read, looked at, confirmed, and say what they say."""

import logging
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision import actions, queries
from decision.models import DecidedType, Infrastructure, StorePlace
from decision.readers.apart import read_apart
from decision.readers.documents import Limits
from decision.readers.shapes import Reading
from decision.readers.system import read_files
from decision.web import infrastructure_files
from tests.systems import Shop, answer, store_names, stored_answers
from tests.web.infrastructure.files import (
    CANARY,
    TEMPLATE,
    kept,
    offered,
    plan,
    send,
    template,
    unticked,
)
from tests.web.test_access import everything_stored
from tests.web.visits import address, page


def read_here(files: dict[str, bytes], limits: Limits) -> Reading:
    """The reader without its process, which takes a while to start."""
    return read_files(files, limits)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_here)


# Reading


def test_what_was_read_is_shown_and_nothing_counts_before_it_is_confirmed(
    shop: Shop, editor: Client
) -> None:
    response = send(editor, shop, TEMPLATE)
    shown = editor.get(address(shop, "files-preview"))

    assert (response.status_code, response["Location"]) == (302, address(shop, "files-preview"))
    for each in (
        "OrdersTable",
        "AWS::DynamoDB::Table",
        "Custom::Strange",
        "DeletionPolicy: Retain",
    ):
        assert each in shown.text
    assert store_names(shop) == ["orders", "images"]
    assert "Something was read and waits for you" in editor.get(address(shop, "files")).text


def test_files_are_read_in_a_process_of_their_own(shop: Shop, editor: Client) -> None:
    with patch.object(infrastructure_files, "read_apart", read_apart):
        response = send(editor, shop, TEMPLATE)

    assert response.status_code == 302
    assert "OrdersTable" in editor.get(address(shop, "files-preview")).text


def test_files_and_a_pasted_text_are_one_system(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE, **{"a.json": template(Queue="AWS::SQS::Queue")})

    assert [unit.name for unit in _proposed(shop).units] == ["a", "pasted text"]


def test_files_of_one_name_are_both_read(shop: Shop, editor: Client) -> None:
    files = []
    for type in ("AWS::SQS::Queue", "AWS::S3::Bucket"):
        file = BytesIO(template(It=type).encode())
        file.name = "template.json"
        files.append(file)

    editor.post(address(shop, "files-read"), {"chosen": files})

    assert [unit.path for unit in _proposed(shop).units] == ["template.json", "template-2.json"]


def test_a_name_is_kept_without_its_folder(shop: Shop, editor: Client) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="chosen"; '
        b'filename="/home/jane/secret-project/t.json"\r\n\r\n'
        + template(It="AWS::SQS::Queue").encode()
        + b"\r\n--b--\r\n"
    )

    editor.generic("POST", address(shop, "files-read"), body, "multipart/form-data; boundary=b")

    assert [unit.path for unit in _proposed(shop).units] == ["t.json"]
    assert "secret-project" not in everything_stored()


def test_what_is_refused_gives_the_form_again_with_the_text(shop: Shop, editor: Client) -> None:
    response = send(editor, shop, '{"hello": ["world"')

    assert response.status_code == 422
    assert "There is a problem" in response.text
    assert "{&quot;hello&quot;: [&quot;world&quot;" in response.text
    assert not Infrastructure.objects.exists()


def test_a_form_without_files_says_what_is_missing(shop: Shop, editor: Client) -> None:
    response = send(editor, shop, "  ")

    assert (response.status_code, "Choose a file or paste its text." in response.text) == (
        422,
        True,
    )


def test_whoever_comes_while_others_are_read_is_told_to_try_again(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(files: dict[str, bytes], limits: Limits) -> Reading:
        raise infrastructure_files.Busy(
            "Other files are being read just now. Try again in a moment."
        )

    monkeypatch.setattr(infrastructure_files, "read_apart", busy)

    response = send(editor, shop, TEMPLATE)

    assert (response.status_code, "Try again in a moment." in response.text) == (503, True)


def test_what_is_too_much_to_keep_is_refused(shop: Shop, editor: Client) -> None:
    with patch("decision.actions.infrastructure.MOST_CONTENT", 10):
        response = send(editor, shop, TEMPLATE)

    assert (response.status_code, Infrastructure.objects.count()) == (422, 0)
    assert "more than is kept here" in response.text


# Size


def test_a_file_above_what_other_pages_take_stays_whole_and_in_memory(
    shop: Shop, editor: Client
) -> None:
    padded = template(It="AWS::SQS::Queue") + " " * (django_settings.MAX_BODY_BYTES + 1_000_000)

    with patch("tempfile.NamedTemporaryFile", side_effect=AssertionError("written to disk")):
        response = send(editor, shop, **{"large.json": padded})

    assert response.status_code == 302
    assert [unit.path for unit in _proposed(shop).units] == ["large.json"]


def test_one_byte_above_the_cap_is_refused_with_the_form(shop: Shop, editor: Client) -> None:
    with override_settings(INFRASTRUCTURE_BYTES=len(TEMPLATE.encode())):
        fits, above = send(editor, shop, TEMPLATE), send(editor, shop, TEMPLATE + " ")

    assert (fits.status_code, above.status_code) == (302, 422)
    assert "are allowed" in above.text


def test_a_body_above_the_cap_gets_a_page(shop: Shop, editor: Client) -> None:
    with patch.object(infrastructure_files, "AROUND", -django_settings.INFRASTRUCTURE_BYTES):
        response = send(editor, shop, TEMPLATE)

    assert response.status_code == 413
    assert "At most 20 MB can be sent at once." in response.text


def test_a_text_above_what_can_be_pasted_gets_a_page(shop: Shop, editor: Client) -> None:
    response = send(editor, shop, "x" * 3_000_000)

    assert response.status_code == 413
    assert "At most 2 MB of text can be pasted" in response.text


def test_too_many_files_get_a_page(shop: Shop, editor: Client) -> None:
    files = {f"{n}.json": "{}" for n in range(django_settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)}

    assert send(editor, shop, **files).status_code == 413


def test_only_who_opened_the_assessment_may_send_more_than_others(
    shop: Shop, stranger: Client
) -> None:
    response = send(stranger, shop, **{"large.json": "x" * 3_000_000})

    assert (response.status_code, "At most 2 MB" in response.text) == (413, True)


# Confirming


def test_confirming_adds_the_ticked_stores_and_links_those_that_are_there(
    shop: Shop, editor: Client
) -> None:
    response = kept(editor, shop)

    assert "What was read is kept, and 1 store is added." in response.text
    assert store_names(shop) == ["orders", "images", "orders table"]
    assert shop.assessment.stores.get(number=3).kind == "key-value-database"
    assert _places() == {("images", "Images"), ("orders table", "OrdersTable")}


def test_a_name_can_be_changed_and_a_store_left_out(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    fields = offered(editor, shop)
    fields = {k: "all orders" if v == "orders table" else v for k, v in fields.items()}
    del fields["take-1"]  # what is linked comes first

    editor.post(address(shop, "files-confirm"), fields)

    assert (store_names(shop)[2:], _places()) == (["all orders"], {("all orders", "OrdersTable")})


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "Enter a name for the store."), ("orders", "There is already a store of that name.")],
)
def test_a_name_that_cannot_be_is_refused_with_all_that_was_typed(
    name: str, message: str, shop: Shop, editor: Client
) -> None:
    send(editor, shop, template(One="AWS::SQS::Queue", Two="AWS::SQS::Queue"))
    fields = offered(editor, shop) | {"name-1": name, "name-2": "my queue"}

    response = editor.post(address(shop, "files-confirm"), fields)

    assert (response.status_code, message in response.text) == (422, True)
    assert "my queue" in response.text
    assert store_names(shop) == ["orders", "images"]


def test_sending_the_confirmation_twice_adds_nothing_twice(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    fields = offered(editor, shop)

    statuses = [
        editor.post(address(shop, "files-confirm"), fields, follow=True).status_code
        for _ in range(2)
    ]

    assert (statuses, store_names(shop)) == ([200, 200], ["orders", "images", "orders table"])


def test_the_confirmation_of_what_was_replaced_changes_nothing(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    fields = offered(editor, shop)
    send(editor, shop, template(Queue="AWS::SQS::Queue"))

    response = editor.post(address(shop, "files-confirm"), fields, follow=True)

    assert "Please look again." in response.text
    assert (store_names(shop), "Queue" in response.text) == (["orders", "images"], True)


def test_a_store_that_came_meanwhile_is_not_mixed_up_with_another(
    shop: Shop, editor: Client
) -> None:
    send(editor, shop, TEMPLATE)
    fields = offered(editor, shop)
    actions.add_store(assessment=shop.assessment, name="OrdersTable", kind="")

    response = editor.post(address(shop, "files-confirm"), fields, follow=True)

    assert "Please look again." in response.text
    assert (len(store_names(shop)), StorePlace.objects.count()) == (3, 0)


@pytest.mark.parametrize("reading", ["", "x", "\x00", "x" * 5000, "0" * 32])
def test_an_odd_confirmation_changes_nothing(reading: str, shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)

    response = editor.post(address(shop, "files-confirm"), {"reading": reading})

    assert (response.status_code, store_names(shop)) == (302, ["orders", "images"])


def test_more_stores_than_fit_are_refused_with_what_to_do(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    fields = offered(editor, shop)

    with patch("decision.actions.infrastructure.MAX_STORES", 2):
        response = editor.post(address(shop, "files-confirm"), fields)

    assert (response.status_code, store_names(shop)) == (422, ["orders", "images"])
    assert "Take the tick from some of these." in response.text


def test_a_machine_is_offered_and_not_ticked(shop: Shop, editor: Client) -> None:
    send(editor, shop, template(Web="AWS::EC2::Instance", Orders="AWS::RDS::DBInstance"))
    fields = offered(editor, shop)
    assert (fields["name-2"], "take-1" in fields, "take-2" in fields) == ("web", True, False)
    shown = editor.get(address(shop, "files-preview")).text
    assert shown.count("Tick it only if its own disk keeps data") == 1


def test_what_is_thrown_away_is_gone(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)

    response = editor.post(address(shop, "files-discard"), follow=True)

    assert "nothing of these files is kept" in response.text
    assert not Infrastructure.objects.exists()


def test_a_new_upload_takes_the_place_of_one_that_was_not_confirmed(
    shop: Shop, editor: Client
) -> None:
    send(editor, shop, TEMPLATE)
    send(editor, shop, template(Queue="AWS::SQS::Queue"))

    shown = editor.get(address(shop, "files-preview")).text

    assert ("Queue" in shown, "OrdersTable" in shown) == (True, False)
    assert Infrastructure.objects.count() == 1


def test_what_nobody_confirms_is_purged_after_a_day(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    send(editor, shop, TEMPLATE)
    call_command("purge")
    counts = [Infrastructure.objects.count()]
    Infrastructure.objects.update(read_at=timezone.now() - actions.PROPOSAL_KEPT * 1.01)

    call_command("purge")

    assert [*counts, Infrastructure.objects.count()] == [2, 1]
    assert Infrastructure.objects.get().is_confirmed


def test_reading_again_says_what_is_new_and_what_is_gone(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    later = template(Images="AWS::S3::Bucket", Mails="AWS::SQS::Queue")

    response = kept(editor, shop, later)

    for each in ("One new store", "Mails", "One store is gone", "OrdersTable"):
        assert each in response.text
    assert store_names(shop) == ["orders", "images", "orders table", "mails"]
    assert ("images", "Images") in _places()


def test_a_removed_store_that_comes_back_is_still_its_resource(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    editor.post(address(shop, "store-remove", 3))
    editor.post(address(shop, "store-restore", 3))

    assert ("orders table", "OrdersTable") in _places()


# What the files say


def test_a_plan_that_loses_a_store_is_named_first(shop: Shop, editor: Client) -> None:
    response = kept(
        editor, shop, plan("aws_db_instance.orders", "aws_db_instance", "delete", "create")
    )

    text = page(response).text
    assert "The plan would replace “orders (aws_db_instance.orders)”" in text
    assert text.index("The plan would replace") < text.index("Your answers and the files")


def test_a_store_shows_what_protects_it_and_what_to_write(shop: Shop, editor: Client) -> None:
    text = page(kept(editor, shop)).text

    assert "In place: DeletionPolicy , UpdateReplacePolicy" in text
    assert "DeletionPolicy: Retain" in text
    assert "Trap:" in text


def test_a_suggestion_is_adopted_by_one_click(shop: Shop, editor: Client) -> None:
    kept(editor, shop)

    response = editor.post(address(shop, "files-adopt"), _adopt(0), follow=True)

    assert "It was open before." in response.text
    assert ("", "iac-tool", "cloudformation", "", 1) in stored_answers(shop)


def test_a_contradicted_answer_changes_only_by_a_click_and_its_note_stays(
    shop: Shop, editor: Client
) -> None:
    actions.save_answer(
        assessment=shop.assessment, store=None, question="iac-tool", option="terraform",
        note="since 2019", seen=0,
    )  # fmt: skip
    shown = page(kept(editor, shop)).text
    before = stored_answers(shop)

    response = editor.post(address(shop, "files-adopt"), _adopt(1), follow=True)

    assert ("The files contradict" in shown, before[0][2]) == (True, "terraform")
    assert "It was “Terraform or OpenTofu” before." in page(response).text
    assert stored_answers(shop) == [("", "iac-tool", "cloudformation", "since 2019", 2)]


def test_an_answer_that_changed_since_is_not_overwritten(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    answer(shop, "iac-tool", "terraform")

    response = editor.post(address(shop, "files-adopt"), _adopt(0), follow=True)

    assert "was answered meanwhile" in response.text
    assert stored_answers(shop)[0][2] == "terraform"


@pytest.mark.parametrize("option", ["terraform", "no-such", "dont-know"])
def test_only_what_the_files_suggest_can_be_adopted(
    option: str, shop: Shop, editor: Client
) -> None:
    kept(editor, shop)

    editor.post(address(shop, "files-adopt"), _adopt(0) | {"option": option})

    assert stored_answers(shop) == []


def test_where_to_cut_says_how_much_crosses_and_moves(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    for store in queries.sheet(shop.assessment).stores:
        answer(shop, "recovery", "irreplaceable", store)
        answer(shop, "consumers", "shared-many-teams", store)
    text = page(editor.get(address(shop, "files"))).text

    assert "2 of 4 resources move. One reference crosses the border." in text


def test_what_the_kind_of_a_store_says_already_is_not_counted(shop: Shop, editor: Client) -> None:
    filled_in = page(kept(editor, shop)).text
    for store in shop.assessment.stores.all():
        answer(shop, "stored-by", "service", store)
    answered = page(editor.get(address(shop, "files"))).text

    assert "The files support" not in filled_in
    assert "The files support" in answered


def test_a_type_is_decided_by_one_click_and_remembered(shop: Shop, editor: Client) -> None:
    send(editor, shop, TEMPLATE)
    asked = "Custom::Strange" in page(editor.get(address(shop, "files-preview"))).attributes(
        "input", "value"
    )

    editor.post(
        address(shop, "files-type"), {"type": "Custom::Strange", "keeps": "data", "preview": "1"}
    )
    names = [value for name, value in offered(editor, shop).items() if name.startswith("name-")]
    later = page(kept(editor, shop, template(Other="Custom::Strange"))).text

    assert (asked, "odd" in names) == (True, True)
    assert "decided by you" in later
    editor.post(address(shop, "files-type"), {"type": "Custom::Strange", "keeps": "open"})
    assert not DecidedType.objects.exists()


def test_a_reader_sees_what_the_files_say_and_changes_nothing(
    shop: Shop, editor: Client, reader: Client
) -> None:
    kept(editor, shop)

    shown = reader.get(address(shop, "files"))

    assert "OrdersTable" in shown.text
    assert "<form" not in shown.text.split("<footer")[0]
    for name in ("files-read", "files-preview", "files-remove"):
        assert reader.get(address(shop, name)).status_code == 403


def test_removing_what_was_read_leaves_stores_and_answers(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    names = store_names(shop)

    asked = editor.get(address(shop, "files-remove"))
    count = Infrastructure.objects.count()
    editor.post(address(shop, "files-remove"))

    assert ("Remove what was read?" in asked.text, count) == (True, 1)
    assert (Infrastructure.objects.count(), StorePlace.objects.count()) == (0, 0)
    assert store_names(shop) == names


def test_the_resources_are_searched_and_folded(shop: Shop, editor: Client) -> None:
    many = {f"Queue{n}": "AWS::SQS::Queue" for n in range(200)}
    send(editor, shop, template(**many, Api="AWS::Lambda::Function"))
    editor.post(address(shop, "files-confirm"), unticked(editor, shop))
    url = address(shop, "files-resources")

    folded, found, nothing = (
        page(editor.get(url + query)).text
        for query in ("", "?q=queue17&label=stateful", "?q=nothing-is-called-so&page=99")
    )

    assert "201 resources, folded by type." in folded
    assert "Queue17" not in folded
    assert "1 to 11 of 11, out of 201 resources." in found
    assert "No resource is like that." in nothing


# Safe


def test_no_value_of_a_file_is_kept_shown_or_logged(
    shop: Shop, editor: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    send(editor, shop, **{"t.yaml": TEMPLATE})
    preview = editor.get(address(shop, "files-preview")).text
    shown = kept(editor, shop, plan("aws_db_instance.a", "aws_db_instance", "delete")).text
    table = editor.get(address(shop, "files-resources")).text
    refused = send(editor, shop, **{"t.yaml": TEMPLATE + "\n  - {"}).text
    exported = editor.get(address(shop, "assessment-export")).text

    for text in (preview, shown, table, refused, exported, everything_stored(), caplog.text):
        assert CANARY not in text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "\u202egnp.exe", "x" * 5000, "{{ 7|add:7 }}", "a\x07b"]
)
def test_hostile_addresses_are_shown_as_text(hostile: str, shop: Shop, editor: Client) -> None:
    response = kept(editor, shop, template(**{hostile: "AWS::SQS::Queue"}))
    table = editor.get(address(shop, "files-resources"))

    for each in (response, table):
        assert each.status_code == 200
        assert "<script>alert" not in each.text
        assert "\u202e" not in each.text
        assert "x" * 300 not in each.text


@given(
    data=st.binary(max_size=400),
    name=st.binary(max_size=80),
    text=st.binary(max_size=80),
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_odd_bytes_as_files_names_and_texts_break_nothing(
    data: bytes, name: bytes, text: bytes, shop: Shop, editor: Client
) -> None:
    body = (
        b'--bb\r\nContent-Disposition: form-data; name="chosen"; filename="' + name + b'"\r\n\r\n'
        + data
        + b'\r\n--bb\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        + text
        + b"\r\n--bb--\r\n"
    )  # fmt: skip

    response = editor.generic(
        "POST", address(shop, "files-read"), body, "multipart/form-data; boundary=bb"
    )

    assert response.status_code < 500
    if response.status_code == 302:
        assert editor.get(address(shop, "files-preview")).status_code == 200


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=-1", "?page=" + "9" * 500, "?q=%00", "?unit=%ED%A0%80", "?label=x"]
)
def test_odd_searches_break_nothing(query: str, shop: Shop, editor: Client) -> None:
    kept(editor, shop)

    assert editor.get(address(shop, "files-resources") + query).status_code == 200


def test_the_files_of_an_erased_assessment_are_erased(shop: Shop, editor: Client) -> None:
    kept(editor, shop)
    shop.assessment.__class__.objects.update(expires_at="2020-01-01T00:00:00Z")

    call_command("purge")

    assert (Infrastructure.objects.count(), StorePlace.objects.count()) == (0, 0)


def _proposed(shop: Shop) -> Reading:
    return Infrastructure.objects.get(assessment=shop.assessment, is_confirmed=False).reading


def _places() -> set[tuple[str, str]]:
    found = StorePlace.objects.select_related("store")
    return {(each.store.name, each.address) for each in found}


def _adopt(seen: int) -> dict[str, str]:
    return {"question": "iac-tool", "option": "cloudformation", "seen": str(seen)}
