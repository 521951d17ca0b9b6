"""The projector's screen as data: large, little, and nothing about votes before reveal.

A wall cannot scroll, so what does not fit on it is dealt out to pages that follow one
another: the talk's answer to a card, the reasons, the verdicts of three stores each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision import queries
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.workshop.progress import Stage
from decision.models import Item, Workshop
from decision.queries import Hall
from decision.web.presenters.workshop.counts import Counts, Reason, counts_of
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.verdicts import RoomView, SplitRow, StoreVerdict, room_view

#: With more options than this the bars take the whole width, and the reasons pages of their own.
MOST_BESIDE = 5
#: What fits below one another at 24 px: letters in a line, lines of reasons on one page. Longer
#: reasons end with an ellipsis (the style sheet has the same number of lines less one).
LETTERS, WIDE_LETTERS = 36, 84
LINES, LINES_BELOW_AGREED = 10, 8
STORES_BESIDE = 3
ROWS_BESIDE = 6


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of what changes on the wall; all but one of the fields are empty."""

    reasons: tuple[Reason, ...] = ()
    card: Card | None = None
    bars: bool = False
    stores: tuple[StoreVerdict, ...] = ()
    rows: tuple[SplitRow, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardView:
    """``shown`` is the page to begin with, counted from 0; ``wide`` puts bars on a page."""

    scene: Scene
    present: int
    votes: int
    counts: Counts | None
    agreed: str
    room: RoomView | None
    pages: tuple[BoardPage, ...]
    wide: bool
    done: int
    shown: int

    @property
    def following_page(self) -> int:
        return (self.shown + 1) % len(self.pages) if self.pages else 0

    @property
    def percent(self) -> int:
        """How many of those present have voted; somebody who left may have as well."""
        return min(100, round(100 * self.votes / self.present)) if self.present else 0


def board_view(workshop: Workshop, page: int = 0) -> BoardView:
    """What the wall shows; ``page`` is taken round if there are fewer."""
    catalog = catalog_for(workshop.edition_id)
    hall = queries.hall(workshop)
    item = hall.current if workshop.showing == "item" else None
    scene = scene_of(catalog, workshop, len(hall.items), item)
    counts = None
    if item is not None and scene.subject and item.revealed and item.stage != Stage.VOTING:
        counts = counts_of(hall.rounds(item), scene.subject)
    is_card = scene.subject is not None and scene.subject.is_card
    room = room_view(catalog, hall) if workshop.showing in ("verdict", "end") else None
    card = catalog.cards[item.name] if counts and item is not None and is_card else None
    wide = scene.subject is not None and len(scene.subject.choices) > MOST_BESIDE
    agreed = _agreed(scene, item)
    lines = LINES_BELOW_AGREED if agreed else LINES
    pages = tuple(_pages(counts, card, room, wide=wide, lines=lines))
    return BoardView(
        scene=scene,
        present=hall.present,
        votes=queries.votes_cast(item) if item is not None else queries.votes_in_all(workshop),
        counts=counts,
        agreed=agreed,
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
            yield BoardPage(bars=True)
        if card is not None:
            yield BoardPage(card=card)
        letters = WIDE_LETTERS if wide else LETTERS
        for reasons in dealt_out(counts.shown_reasons, letters, lines):
            yield BoardPage(reasons=reasons)
    if room is not None and not room.too_few:
        for start in range(0, len(room.stores), STORES_BESIDE):
            yield BoardPage(stores=room.stores[start : start + STORES_BESIDE])
        if rows := tuple(row for row in room.rows if row.mixed)[:ROWS_BESIDE]:
            yield BoardPage(rows=rows)


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
