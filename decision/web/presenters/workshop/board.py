"""The projector's screen as data: large, little, and nothing about votes before reveal.

A wall cannot scroll, so what does not fit on it is dealt out to pages that follow one
another: the talk's answer to a card, the reasons, the verdicts of three stores each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from decision import queries
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.vocabulary import Result
from decision.domain.workshop.progress import Stage
from decision.models import Item, Workshop
from decision.queries import Hall
from decision.web.presenters.workshop.counts import Counts, Reason, counts_of
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.verdicts import (
    Meaning,
    RoomView,
    SplitRow,
    StoreVerdict,
    room_view,
    shown_results,
)

#: With more options than this the bars take the whole width, and the reasons pages of their own.
MOST_BESIDE = 5
#: Letters of an option that takes one line, also where few options are written large.
SHORT_OPTION = 52
#: What fits below one another at 24 px: letters in a line, lines of reasons on one page. Longer
#: reasons end with an ellipsis (the style sheet has the same number of lines less one).
LETTERS, WIDE_LETTERS = 36, 84
LINES, LINES_BELOW_AGREED, LINES_BELOW_DISSENT = 10, 8, 6
STORES_BESIDE = 3
ROWS_BESIDE = 6
#: Lines below the stores that say what their verdicts mean. Where there are more, those that name
#: a place stay out: their words say it themselves.
MEANINGS_BELOW = 3
PLACES = frozenset({Result.TOGETHER, Result.SEPARATE})


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of what changes on the wall: reasons, a card, bars, stores or rows.

    ``label`` says at the foot which page it is. ``more`` is how many rows are left out.
    """

    name: str
    label: str = ""
    reasons: tuple[Reason, ...] = ()
    card: Card | None = None
    bars: bool = False
    stores: tuple[StoreVerdict, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    rows: tuple[SplitRow, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class BoardView:
    """``shown`` is the page to begin with, counted from 0; ``wide`` puts bars on a page."""

    scene: Scene
    present: int
    votes: int
    counts: Counts | None
    agreed: str
    dissent: str
    room: RoomView | None
    pages: tuple[BoardPage, ...]
    wide: bool
    done: int
    shown: int

    @property
    def following_page(self) -> int:
        return (self.shown + 1) % len(self.pages) if self.pages else 0

    @property
    def label(self) -> str:
        """What the page that is shown is called."""
        return self.pages[self.shown].label if self.pages else ""

    @property
    def is_second_vote(self) -> bool:
        """Whether people vote a second time, or look at how they did."""
        again = self.scene.item is not None and self.scene.item.round > 1
        return again and (self.scene.is_voting or self.counts is not None)

    @property
    def has_short_options(self) -> bool:
        """Whether every option fits on one line, so that its letters may be large."""
        choices = self.scene.subject.choices if self.scene.subject is not None else ()
        return all(len(choice.title) <= SHORT_OPTION for choice in choices)

    @property
    def percent(self) -> int:
        """The votes that are in, in whole percent of the people present, and never over 100.

        Somebody who voted may have left since. Before anybody is there it is 0.
        """
        return min(100, round(100 * self.votes / self.present)) if self.present else 0


def board_view(workshop: Workshop, page: int = 0) -> BoardView:
    """What the wall shows; ``page`` is taken round if there are fewer."""
    catalog = catalog_for(workshop.edition_id)
    hall = queries.hall(workshop)
    item = hall.current if workshop.showing == "item" else None
    scene = scene_of(catalog, workshop, len(hall.items), item)
    counts = None
    if item is not None and scene.subject and item.revealed and item.stage != Stage.VOTING:
        counts = counts_of(queries.revealed_rounds(item), scene.subject)
    is_defined = item is not None and queries.progress_of(item).shows_definition
    room = room_view(catalog, hall) if workshop.showing in ("verdict", "end") else None
    card = catalog.cards[item.name] if item is not None and is_defined else None
    wide = scene.subject is not None and len(scene.subject.choices) > MOST_BESIDE
    agreed = _agreed(scene, item)
    dissent = item.dissent if item is not None and agreed else ""
    lines = LINES_BELOW_DISSENT if dissent else LINES_BELOW_AGREED if agreed else LINES
    pages = _numbered(_pages(counts, card, room, wide=wide, lines=lines))
    return BoardView(
        scene=scene,
        present=hall.present,
        votes=queries.votes_cast(item) if item is not None else queries.votes_in_all(workshop),
        counts=counts,
        agreed=agreed,
        dissent=dissent,
        room=room,
        pages=pages,
        wide=wide,
        done=_settled(hall),
        shown=page % len(pages) if pages else 0,
    )


def _agreed(scene: Scene, item: Item | None) -> str:
    if item is None or scene.subject is None or item.stage != Stage.SETTLED:
        return ""
    return scene.subject.title_of(item.agreed)


def _settled(hall: Hall) -> int:
    return sum(each.stage == Stage.SETTLED and bool(each.agreed) for each in hall.items)


def _pages(
    counts: Counts | None, card: Card | None, room: RoomView | None, *, wide: bool, lines: int
) -> Iterator[BoardPage]:
    if counts is not None:
        if wide:
            yield BoardPage(_("Votes"), bars=True)
        if card is not None:
            yield BoardPage(_("Definition"), card=card)
        letters = WIDE_LETTERS if wide else LETTERS
        for reasons in dealt_out(fewest_first(counts), letters, lines):
            yield BoardPage(_("Reasons"), reasons=reasons)
    if room is not None and not room.too_few:
        yield from _verdict_pages(room)


def _verdict_pages(room: RoomView) -> Iterator[BoardPage]:
    for start in range(0, len(room.stores), STORES_BESIDE):
        stores = room.stores[start : start + STORES_BESIDE]
        yield BoardPage(_("Stores"), stores=stores, meanings=_meanings(room, stores))
    if rows := tuple(row for row in room.rows if row.mixed):
        more = max(0, len(rows) - ROWS_BESIDE)
        yield BoardPage(_("Where the room differs"), rows=rows[:ROWS_BESIDE], more=more)


def _meanings(room: RoomView, stores: Sequence[StoreVerdict]) -> tuple[Meaning, ...]:
    """What the verdicts of these stores mean, in as many lines as fit below them."""
    results = shown_results(stores, has_agreed=room.has_agreed)
    if len(results) > MEANINGS_BELOW:
        results -= PLACES
    return tuple(each for each in room.meanings if each.result in results)[:MEANINGS_BELOW]


def _numbered(pages: Iterable[BoardPage]) -> tuple[BoardPage, ...]:
    """The pages with what they are called, as in "Reasons 1 of 2"."""
    found: list[BoardPage] = []
    for name, alike in groupby(pages, key=lambda page: page.name):
        group = list(alike)
        for number, page in enumerate(group, start=1):
            words = {"name": name, "number": number, "total": len(group)}
            label = _("%(name)s %(number)s of %(total)s") % words if len(group) > 1 else name
            found.append(replace(page, label=label))
    return tuple(found)


def fewest_first(counts: Counts) -> list[Reason]:
    """The reasons to be read, those of the smallest group first: a minority speaks first."""
    bars = counts.last.bars if counts.last is not None else ()
    votes = {bar.title: bar.votes for bar in bars}
    return sorted(counts.shown_reasons, key=lambda reason: votes.get(reason.option, 0))


def dealt_out(reasons: Sequence[Reason], letters: int, lines: int) -> Iterator[tuple[Reason, ...]]:
    """Reasons in groups that fit on a page with so many lines of so many letters."""
    page: list[Reason] = []
    left = lines
    for reason in reasons:
        # The reason itself, and the line with the option that it speaks for.
        needed = min(-(-len(reason.text) // letters) + 1, lines)
        if page and needed > left:
            yield tuple(page)
            page, left = [], lines
        page.append(reason)
        left -= needed
    if page:
        yield tuple(page)
