"""The projector's screen as data: large, little, and nothing about votes before reveal."""

from dataclasses import dataclass

from decision import queries
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.workshop.progress import Stage
from decision.models import Workshop
from decision.web.presenters.workshop.counts import Counts, counts_of
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.verdicts import RoomView, room_view


@dataclass(frozen=True, slots=True)
class BoardView:
    scene: Scene
    present: int
    votes: int
    counts: Counts | None
    card: Card | None
    agreed: str
    room: RoomView | None


def board_view(workshop: Workshop) -> BoardView:
    catalog = catalog_for(workshop.edition)
    hall = queries.hall(workshop)
    item = hall.current if workshop.showing == "item" else None
    scene = scene_of(catalog, workshop, len(hall.items), item)
    counts = None
    if item is not None and scene.subject and item.revealed and item.stage != Stage.VOTING:
        counts = counts_of(hall, item, scene.subject)
    is_card = scene.subject is not None and scene.subject.is_card
    return BoardView(
        scene=scene,
        present=hall.present,
        votes=queries.votes_cast(item) if item is not None else 0,
        counts=counts,
        card=catalog.cards[item.name] if counts and item is not None and is_card else None,
        agreed=scene.subject.title_of(item.agreed) if item is not None and scene.subject else "",
        room=room_view(catalog, hall) if workshop.showing in ("verdict", "end") else None,
    )
