"""The room's verdict and what splits it, in words and bars."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.prepared import remembered
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Result
from decision.domain.workshop.ballots import Room
from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.percents import whole_percents
from decision.domain.workshop.room import StoreVerdicts, room_verdicts
from decision.domain.workshop.split import MOST_EXACT, Split
from decision.domain.workshop.voices import Topic, with_votes
from decision.queries import Hall
from decision.web.presenters.workshop.room_found import (
    RoomFound,
    room_before,
    room_found,
    told,
)
from decision.web.presenters.workshop.subjects import store_names


@dataclass(frozen=True, slots=True)
class VerdictBar:
    result: Result
    label: str
    people: int
    width: int


@dataclass(frozen=True, slots=True)
class StoreVerdict:
    """One store: what people's own answers lead to, and what the agreed answers lead to.

    ``voices`` counts those who voted on a question about the store, or, while nobody did
    (``on_system``), on one about the system that bears on it. ``partly`` of them left some of
    these questions out. ``leading`` is the most common verdict if there is only one such. With
    fewer than three voices there are no bars.
    """

    name: str
    voices: int
    bars: tuple[VerdictBar, ...]
    roles: tuple[tuple[str, tuple[VerdictBar, ...]], ...]
    agreed: Result
    agreed_label: str
    partly: int = 0
    on_system: bool = False
    leading: Result | None = None

    @property
    def tied(self) -> tuple[VerdictBar, ...]:
        """The most common verdicts where there are several; none where one leads."""
        if self.leading is not None:
            return ()
        return tuple(bar for bar in self.bars if bar.people == self.bars[0].people)

    @property
    def score(self) -> str:
        """How many people are behind each of them, as in "5 : 5"."""
        return " : ".join(str(bar.people) for bar in self.tied)


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One topic: what share of the differences in verdicts its answers account for.

    ``percent`` is its part of all that sets people apart: the rows add up to 100. It is 0 for
    what ``hides`` differences: there verdicts would differ more if people answered alike.
    ``agreed``: the room has settled it, so that there is nothing left to do about it.
    """

    question: str
    store: str
    percent: int
    mixed: bool
    decides: bool
    need_not: bool
    agreed: bool
    hides: bool = False

    @property
    def only_could(self) -> bool:
        """Whether its answer can turn a verdict, but next to nobody is set apart by it now."""
        return self.decides and self.percent <= 0

    @property
    def not_everybody(self) -> bool:
        """Whether all who voted agree, and those who did not vote differ from them."""
        return not self.mixed and (self.percent > 0 or self.hides)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a verdict means; ``sentence`` goes on after the name of a store."""

    result: Result
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """``too_few``: with fewer than three voices nothing is shown.

    ``where`` names what the verdicts are about, ``has_agreed`` says that some answer is agreed.
    ``differing`` counts the verdicts, one for each person and store, that differ from what the
    room's most common answers lead to. ``is_before``: it is from before the last votes were
    revealed, and what they lead to is being worked out.
    """

    voices: int
    stores: tuple[StoreVerdict, ...]
    rows: tuple[SplitRow, ...]
    differing: int
    where: str
    meanings: tuple[Meaning, ...]
    has_agreed: bool
    is_before: bool = False

    @property
    def too_few(self) -> bool:
        return not may_be_shown(self.voices)

    @property
    def hides(self) -> bool:
        """Whether some row hides differences."""
        return any(row.hides for row in self.rows)

    @property
    def most_exact(self) -> int:
        """Up to so many answers of one person, all orders to replace them were looked at."""
        return MOST_EXACT


#: Worked out once for each state of a room: all screens ask for it again and again.
_KEPT: dict[tuple[object, ...], RoomView] = {}
MOST_KEPT = 32


def room_view(catalog: Catalog, hall: Hall, last_round: int = 2) -> RoomView:
    """The room's verdict after the first or the last round of votes."""
    key = (hall.workshop.pk, _told(hall), last_round, catalog.content_hash, catalog.language)

    def make() -> RoomView:
        return _room_view(catalog, hall, room_found(catalog, hall, last_round))

    return remembered(_KEPT, key, MOST_KEPT, make)


def room_view_before(catalog: Catalog, hall: Hall) -> RoomView | None:
    """The room's verdict as it was, while nobody has worked out what the last votes lead to."""
    before = room_before(catalog, hall, 2)
    return replace(_room_view(catalog, hall, before), is_before=True) if before else None


#: The same for the verdicts alone.
_KEPT_STORES: dict[tuple[object, ...], tuple[StoreVerdict, ...]] = {}


def store_verdicts(catalog: Catalog, hall: Hall, last_round: int = 2) -> tuple[StoreVerdict, ...]:
    """The verdicts alone, without what splits the room, which takes far longer to find.

    None with fewer than three voices.
    """
    workshop = hall.workshop
    key = (workshop.pk, workshop.revision, last_round, catalog.content_hash, catalog.language)

    def make() -> tuple[StoreVerdict, ...]:
        voices = hall.voices(last_round)
        if not may_be_shown(len(voices)):
            return ()
        return _stores(catalog, hall, room_verdicts(Room(catalog.rulebook, hall.base, voices)))

    return remembered(_KEPT_STORES, key, MOST_KEPT, make)


def _told(hall: Hall) -> tuple[object, ...]:
    """What the verdicts rest on: most steps reveal nothing and agree on nothing new."""
    return tuple(hall.agreed().items()), told(hall)


def _room_view(catalog: Catalog, hall: Hall, found: RoomFound) -> RoomView:
    if not may_be_shown(found.voices):
        return RoomView(found.voices, (), (), 0, _where(catalog), (), has_agreed=False)
    stores = _stores(catalog, hall, found.stores)
    agreed = hall.agreed()
    return RoomView(
        found.voices,
        stores,
        tuple(_rows(catalog, hall, found.split, agreed)),
        found.split.differing,
        _where(catalog),
        meanings_of(catalog, shown_results(stores, has_agreed=bool(agreed))),
        has_agreed=bool(agreed),
    )


def shown_results(stores: Sequence[StoreVerdict], *, has_agreed: bool) -> set[Result]:
    """The verdicts that stand on a screen with these stores."""
    results = {bar.result for store in stores for bar in store.bars}
    return results | {store.agreed for store in stores} if has_agreed else results


def meanings_of(catalog: Catalog, results: Set[Result]) -> tuple[Meaning, ...]:
    """What these verdicts mean, in the order of the content."""
    return tuple(
        Meaning(Result(name), each.title, each.sentence)
        for name, each in catalog.results.items()
        if name in results
    )


def _where(catalog: Catalog) -> str:
    return _("%(boundary)s, in %(environment)s") % {
        "boundary": catalog.boundaries[VERDICT_BOUNDARY].title,
        "environment": catalog.environments[VERDICT_ENVIRONMENT].title.lower(),
    }


def _stores(
    catalog: Catalog, hall: Hall, found: Sequence[StoreVerdicts]
) -> tuple[StoreVerdict, ...]:
    return tuple(
        store_verdict(catalog, each, own)
        for each, own in zip(found, agreed_verdicts(catalog, hall), strict=True)
    )


def agreed_verdicts(catalog: Catalog, hall: Hall) -> list[Result]:
    """What the agreed answers lead to, for each store."""
    system = with_votes(catalog.rulebook, hall.base, hall.agreed())
    return [each.verdict for each in recommend(catalog.rulebook, system).stores]


def store_verdict(catalog: Catalog, found: StoreVerdicts, agreed: Result) -> StoreVerdict:
    """One store in words; of fewer than three voices only how many they are."""
    label = catalog.results[agreed].title
    if not may_be_shown(found.voices):
        return StoreVerdict(found.name, found.voices, (), (), agreed, label)
    return StoreVerdict(
        found.name,
        found.voices,
        _bars(catalog, found.verdicts, found.voices),
        tuple(
            (role, _bars(catalog, own, sum(own.values()))) for role, own in found.by_role.items()
        ),
        agreed,
        label,
        found.partly,
        found.on_system,
        found.leading,
    )


def _bars(catalog: Catalog, verdicts: Mapping[Result, int], total: int) -> tuple[VerdictBar, ...]:
    return tuple(
        VerdictBar(result, catalog.results[result].title, people, round(100 * people / total))
        for result, people in verdicts.items()
    )


def _rows(
    catalog: Catalog, hall: Hall, found: Split, agreed: Mapping[Topic, str]
) -> Iterator[SplitRow]:
    """The shares in percent of all that sets people apart; what hides differences is no part."""
    percents = whole_percents([max(share.people, Fraction(0)) for share in found.shares])
    for share, percent in zip(found.shares, percents, strict=True):
        yield SplitRow(
            question=catalog.questions[share.topic.question].short,
            store=_store_name(hall, share.topic),
            percent=percent,
            mixed=share.mixed,
            decides=share.decides,
            need_not=share.need_not_be_settled,
            agreed=share.topic in agreed,
            hides=share.people < 0,
        )


def _store_name(hall: Hall, topic: Topic) -> str:
    if topic.store is None:
        return ""
    return list(store_names(hall.workshop).values())[topic.store]
