"""A workshop: a room that answers the questions together, led by a facilitator."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from decision.models.assessment import Assessment
from decision.models.edition import Edition


class Pace(models.TextChoices):
    LIVE = "live", "live"
    OWN = "own", "own"


class Naming(models.TextChoices):
    ANONYMOUS = "anonymous", "anonymous"
    ALIASES = "aliases", "aliases"


class Showing(models.TextChoices):
    """What all screens show: the way in, one item, the room's verdict, or the end."""

    LOBBY = "lobby", "lobby"
    ITEM = "item", "item"
    VERDICT = "verdict", "verdict"
    END = "end", "end"


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def alive(self, now: datetime | None = None) -> "WorkshopQuerySet":
        return self.filter(expires_at__gt=now or timezone.now())


class Workshop(models.Model):
    """One workshop with its agenda of *items*, its *participants* and their *votes*.

    ``base`` is what was answered before (``answers``, ``stores`` with ``number``, ``name``,
    ``kind`` and ``answers``): votes build on it, and it stays as it was. ``revision`` grows
    with every step that a facilitator takes: screens ask for it, and a facilitator's form
    carries the one that it was made for. The timer runs until ``timer_ends_at``, or waits with
    ``timer_left`` seconds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    code = models.CharField(max_length=8, unique=True)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, null=True, blank=True, related_name="workshops"
    )
    result = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, null=True, blank=True, related_name="concluded_by"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="workshops")
    base = models.JSONField(default=dict)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.LIVE)
    naming = models.CharField(max_length=10, choices=Naming.choices, default=Naming.ANONYMOUS)
    roles = models.JSONField(default=list)
    is_rehearsal = models.BooleanField(default=False)
    showing = models.CharField(max_length=10, choices=Showing.choices, default=Showing.LOBBY)
    current = models.ForeignKey(
        "Item", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    timer_ends_at = models.DateTimeField(null=True, blank=True)
    timer_left = models.PositiveIntegerField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["expires_at"]),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_anonymous(self) -> bool:
        return self.naming == Naming.ANONYMOUS

    @property
    def accepts_people(self) -> bool:
        return self.ended_at is None

    def seconds_left(self, now: datetime | None = None) -> int | None:
        """What the timer shows, never below zero; ``None`` while there is no timer."""
        if self.timer_ends_at is not None:
            left = self.timer_ends_at - (now or timezone.now())
            return max(0, round(left / timedelta(seconds=1)))
        return self.timer_left


class WorkshopRole(models.TextChoices):
    """What a workshop's link allows: to lead it, or to show it on a wall."""

    FACILITATE = "facilitate", "facilitate"
    PROJECT = "project", "project"


class WorkshopLink(models.Model):
    """A capability link to one workshop; only the digest of its secret is stored."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=12, choices=WorkshopRole.choices)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.role} link"


class Item(models.Model):
    """One entry of the agenda: a question of the system or of a store, or a card.

    ``stage``, ``round`` and ``revealed`` are a ``domain.workshop.progress.Progress``.
    ``agreed`` is what the room settled on; ``dissent`` what somebody still holds against it.
    ``reasons_given`` grows with each reason that is added or changed after the votes were
    revealed: by it a phone notices.
    """

    class Subject(models.TextChoices):
        CARD = "card", "card"
        QUESTION = "question", "question"

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=10, choices=Subject.choices)
    name = models.CharField(max_length=80)
    store = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=10, default="waiting")
    round = models.PositiveSmallIntegerField(default=0)
    revealed = models.PositiveSmallIntegerField(default=0)
    agreed = models.CharField(max_length=80, blank=True)
    dissent = models.TextField(blank=True, max_length=4000)
    reasons_given = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["workshop", "position"], name="item_position"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.name}"


class Participant(models.Model):
    """Somebody in the room: a random id, the digest of the secret in their browser.

    No time is stored, and in an anonymous workshop no alias.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    digest = models.CharField(max_length=64, unique=True)
    alias = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, blank=True)
    is_simulated = models.BooleanField(default=False)
    has_left = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["workshop", "alias"], condition=~Q(alias=""), name="participant_alias"
            ),
        )

    def __str__(self) -> str:
        return self.alias or "a participant"


class Vote(models.Model):
    """What one participant says about one item in one round, with a reason if they give one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    round = models.PositiveSmallIntegerField()
    option = models.CharField(max_length=80)
    reason = models.TextField(blank=True, max_length=500)
    is_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "participant", "round"], name="one_vote_each"),
        )

    def __str__(self) -> str:
        return f"round {self.round}: {self.option}"


class KeptVerdict(models.Model):
    """What all the votes of a workshop lead to, kept so that it is worked out once.

    It holds while ``basis``, the digest of all that it rests on, is that of the moment. Whoever
    misses it works it out again: it is the only copy of nothing.
    """

    workshop = models.OneToOneField(
        Workshop, on_delete=models.CASCADE, primary_key=True, related_name="kept_verdict"
    )
    basis = models.CharField(max_length=64)
    found = models.JSONField()

    def __str__(self) -> str:
        return "a kept verdict"


class ActionPoint(models.Model):
    """Something that the room decided to do, by whom and until when."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="action_points")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=100, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text


class FailedTry(models.Model):
    """How often wrong join codes came from one network address in one stretch of time.

    ``key`` is a keyed digest of the address and the stretch, so that no address is stored.
    """

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.count} tries"
