"""``manage.py purge`` erases what is due and says how much that was."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from decision.models import Assessment, Edition, Workshop
from tests.endings import new_room
from tests.systems import new_shop

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("expired", "said"),
    [
        (0, "Erased 0 assessments and 0 workshops.\n"),
        (1, "Erased 1 assessment and 0 workshops.\n"),
        (2, "Erased 2 assessments and 0 workshops.\n"),
    ],
)
def test_purging_says_how_many_it_erased(expired: int, said: str) -> None:
    shops = [new_shop("orders") for _ in range(3)]
    due = [shop.assessment.pk for shop in shops[:expired]]
    past = timezone.now() - timedelta(days=1)
    Assessment.objects.filter(pk__in=due).update(expires_at=past)
    output = StringIO()

    call_command("purge", stdout=output)

    assert (output.getvalue(), Assessment.objects.count()) == (said, 3 - expired)


def test_purging_counts_erased_workshops_and_frees_their_edition() -> None:
    room = new_room(1)
    past = timezone.now() - timedelta(days=1)
    old = Edition.objects.create(content_hash="0" * 64, name="old", files={})
    Workshop.objects.filter(pk=room.workshop.pk).update(expires_at=past, edition=old)
    output = StringIO()

    call_command("purge", stdout=output)

    assert output.getvalue() == "Erased 0 assessments and 1 workshop.\n"
    assert (Workshop.objects.count(), Edition.objects.filter(name="old").count()) == (0, 0)
