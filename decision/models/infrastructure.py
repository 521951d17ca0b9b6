"""What was kept of a team's infrastructure files, and what the team says of it."""

import uuid

import msgspec
from django.db import models

from decision.models.assessment import Assessment
from decision.models.store import Store
from decision.readers.shapes import Place, Reading

_READING = msgspec.json.Decoder(Reading)


class Infrastructure(models.Model):
    """One *reading* of an assessment's files: units, resources, references, protection settings.

    ``content`` is a ``Reading`` as JSON, kept as text: PostgreSQL then takes whatever JSON may
    hold. A reading is first a proposal, which the team confirms or throws away; there is at most
    one of either. ``before`` has the stores of the reading that it took the place of, as pairs of
    unit and address; none for the first one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="readings")
    is_confirmed = models.BooleanField(default=False)
    content = models.TextField()
    before = models.JSONField(null=True, default=None)
    read_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["is_confirmed", "read_at"]),)
        constraints = (
            models.UniqueConstraint(fields=["assessment", "is_confirmed"], name="one_reading_each"),
        )

    def __str__(self) -> str:
        return "what files say" if self.is_confirmed else "what files say, not confirmed"

    @staticmethod
    def content_of(reading: Reading) -> str:
        """A reading as it is stored. Raises ``UnicodeEncodeError`` for text that is none."""
        return msgspec.json.encode(reading).decode()

    @property
    def reading(self) -> Reading:
        """The stored reading, decoded on every call."""
        return _READING.decode(self.content)


class StorePlace(models.Model):
    """Which resource of the files a store is: its unit there, and its address in it."""

    store = models.OneToOneField(
        Store, on_delete=models.CASCADE, primary_key=True, related_name="place"
    )
    unit = models.TextField()
    address = models.TextField()

    def __str__(self) -> str:
        return self.address

    @property
    def place(self) -> Place:
        return Place(self.unit, self.address)


class DecidedType(models.Model):
    """Whether a type of resources that nobody knows keeps data, as the team decided."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="decided_types"
    )
    type = models.CharField(max_length=250)
    keeps_data = models.BooleanField()

    class Meta:
        ordering = ("type",)
        constraints = (models.UniqueConstraint(fields=["assessment", "type"], name="decided_type"),)

    def __str__(self) -> str:
        return self.type
