"""Where a unit can be cut, and what that takes."""

from dataclasses import dataclass

from decision.inspection import Found
from decision.inspection.cuts import Cut
from decision.web.presenters.infrastructure.look import MOST_SHOWN


@dataclass(frozen=True, slots=True)
class CrossingView:
    source: str
    target: str
    kinds: str
    is_backward: bool


@dataclass(frozen=True, slots=True)
class CutView:
    """How one unit comes apart; ``left_out`` are crossings beyond those that are shown."""

    id: str
    unit: str
    stores: tuple[str, ...]
    crossings: tuple[CrossingView, ...]
    left_out: int
    backward: int
    moving: tuple[str, ...]
    moving_left_out: int
    foundation: tuple[str, ...]
    inbound: tuple[tuple[str, str], ...]
    is_smallest: bool


def cut_view(cut: Cut, number: int) -> CutView:
    crossings = [
        CrossingView(
            each.source.resource.address,
            each.target.resource.address,
            ", ".join(each.kinds),
            each.is_backward,
        )
        # What is kept and would depend on what is thrown away comes first.
        for each in sorted(cut.crossings, key=lambda each: not each.is_backward)
    ]
    return CutView(
        id=f"cut-{number}",
        unit=cut.unit.name,
        stores=_addresses(cut.stores),
        crossings=tuple(crossings[:MOST_SHOWN]),
        left_out=max(0, len(crossings) - MOST_SHOWN),
        backward=sum(each.is_backward for each in crossings),
        moving=_addresses(cut.moving[:MOST_SHOWN]),
        moving_left_out=max(0, len(cut.moving) - MOST_SHOWN),
        foundation=_addresses(cut.foundation[:MOST_SHOWN]),
        inbound=tuple(
            (f"{edge.source.unit}: {edge.source.address}", edge.target.address)
            for edge in cut.inbound[:MOST_SHOWN]
        ),
        is_smallest=cut.is_smallest,
    )


def _addresses(found: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(each.resource.address for each in found)
