"""Pages that show what the files say, at any width."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from decision.readers.system import read_files
from decision.web import infrastructure_files
from tests.browser.pages import bare_shop
from tests.browser.test_every_page import Faults, assert_faultless, note
from tests.browser.visitor import Visitor
from tests.systems import Shop, answer
from tests.web.infrastructure.files import kept, plan
from tests.web.infrastructure.test_shown import separate

pytestmark = pytest.mark.browser

#: As long as CDK makes names, and without a place to break them.
LONG = "ShopOrdersTableWithStreamsAndReplicasAndMore" * 3
SHOWN = ("result", "check-answers", "files-read")


def reading(text: str, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop, client = bare_shop(), Client()
    client.post(reverse("link-open", args=[shop.edit_secret]))
    with monkeypatch.context() as patch:
        patch.setattr(infrastructure_files, "read_apart", read_files)
        kept(client, shop, text)
    answer(shop, "iac-tool", "pulumi")
    return shop


@pytest.mark.parametrize("what", ["template", "plan"])
def test_what_the_files_say_is_accessible_at_any_width(
    what: str, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = {
        f"{LONG}orders": {"Type": "AWS::DynamoDB::Table"},
        f"{LONG}Api": {"Type": "AWS::Lambda::Function", "DependsOn": f"{LONG}orders"},
    }
    texts = {
        "template": json.dumps({"Resources": resources}),
        "plan": plan(f"aws_db_instance.{LONG}orders", "aws_db_instance", "delete", "create"),
    }
    shop = reading(texts[what], monkeypatch)
    separate(shop)
    visitor.open_link(shop.edit_secret)
    faults: Faults = {}

    for path in (
        *(visitor.address(shop, name) for name in SHOWN),
        visitor.address(shop, "question", "iac-tool"),
    ):
        visitor.go(path)
        note(faults, visitor, visitor.look.faults())

    assert_faultless(faults)
