"""The room's verdict and what splits it, in words and bars."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.prepared import remembered
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Result
from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.room import StoreVerdicts, room_verdicts
from decision.domain.workshop.split import Share, Split, split
from decision.domain.workshop.voices import Topic, Voice, with_votes
from decision.queries import Hall
from decision.web.presenters.workshop.subjects import store_names


@dataclass(frozen=True, slots=True)
class VerdictBar:
    result: Result
    label: str
    people: int
    width: int


@dataclass(frozen=True, slots=True)
class StoreVerdict:
    """One store: what people's own answers lead to, and what the agreed answers lead to."""

    name: str
    voices: int
    bars: tuple[VerdictBar, ...]
    roles: tuple[tuple[str, tuple[VerdictBar, ...]], ...]
    agreed: Result
    agreed_label: str


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One topic: what share of the differences in verdicts its answers account for.

    ``agreed``: the room has settled it, so that there is nothing left to do about it.
    """

    question: str
    store: str
    percent: int
    mixed: bool
    decides: bool
    need_not: bool
    agreed: bool

    @property
    def only_could(self) -> bool:
        """Whether its answer can turn a verdict, but next to nobody is set apart by it now."""
        return self.decides and self.percent <= 0


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
    """

    voices: int
    stores: tuple[StoreVerdict, ...]
    rows: tuple[SplitRow, ...]
    differing: int
    where: str
    meanings: tuple[Meaning, ...]
    has_agreed: bool

    @property
    def too_few(self) -> bool:
        return not may_be_shown(self.voices)


#: Worked out once for each state of a room: all screens ask for it again and again.
_KEPT: dict[tuple[object, ...], RoomView] = {}
MOST_KEPT = 32


def room_view(catalog: Catalog, hall: Hall, last_round: int = 2) -> RoomView:
    """The room's verdict after the first or the last round of votes."""
    key = (hall.workshop.pk, _told(hall), last_round, catalog.content_hash, catalog.language)
    return remembered(_KEPT, key, MOST_KEPT, lambda: _room_view(catalog, hall, last_round))


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
        return _stores(catalog, hall, voices) if may_be_shown(len(voices)) else ()

    return remembered(_KEPT_STORES, key, MOST_KEPT, make)


def _told(hall: Hall) -> tuple[object, ...]:
    """What the verdicts rest on: most steps reveal nothing and agree on nothing new."""
    agreed = tuple(hall.agreed().items())
    rounds = tuple((each.pk, each.revealed) for each in hall.items)
    return agreed, rounds, hall.told


def _room_view(catalog: Catalog, hall: Hall, last_round: int) -> RoomView:
    voices = hall.voices(last_round)
    rulebook = catalog.rulebook
    if not may_be_shown(len(voices)):
        return RoomView(len(voices), (), (), 0, _where(catalog), (), has_agreed=False)
    found = split(rulebook, hall.base, voices)
    stores = _stores(catalog, hall, voices)
    agreed = hall.agreed()
    return RoomView(
        len(voices),
        stores,
        tuple(_row(catalog, hall, share, found, agreed) for share in found.shares),
        found.differing,
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


def _stores(catalog: Catalog, hall: Hall, voices: Sequence[Voice]) -> tuple[StoreVerdict, ...]:
    rulebook = catalog.rulebook
    agreed = recommend(rulebook, with_votes(rulebook, hall.base, hall.agreed()))
    return tuple(
        _store(catalog, each, own.verdict)
        for each, own in zip(room_verdicts(rulebook, hall.base, voices), agreed.stores, strict=True)
    )


def _store(catalog: Catalog, found: StoreVerdicts, agreed: Result) -> StoreVerdict:
    return StoreVerdict(
        found.name,
        found.voices,
        _bars(catalog, found.verdicts, found.voices),
        tuple(
            (role, _bars(catalog, own, sum(own.values()))) for role, own in found.by_role.items()
        ),
        agreed,
        catalog.results[agreed].title,
    )


def _bars(catalog: Catalog, verdicts: Mapping[Result, int], total: int) -> tuple[VerdictBar, ...]:
    return tuple(
        VerdictBar(result, catalog.results[result].title, people, round(100 * people / total))
        for result, people in verdicts.items()
    )


def _row(
    catalog: Catalog, hall: Hall, share: Share, found: Split, agreed: Mapping[Topic, str]
) -> SplitRow:
    return SplitRow(
        question=catalog.questions[share.topic.question].short,
        store=_store_name(hall, share.topic),
        percent=round(100 * share.people / found.differing) if found.differing else 0,
        mixed=share.mixed,
        decides=share.decides,
        need_not=share.need_not_be_settled,
        agreed=share.topic in agreed,
    )


def _store_name(hall: Hall, topic: Topic) -> str:
    if topic.store is None:
        return ""
    return list(store_names(hall.workshop).values())[topic.store]
