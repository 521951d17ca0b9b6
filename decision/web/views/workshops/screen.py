"""The projector's screen, and the join code as a picture."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from decision import queries
from decision.web.live import live_page, version_of
from decision.web.presenters.workshop.board import board_view
from decision.web.qr import qr_svg
from decision.web.workshop_access import WorkshopRequest, join_url, projectors

#: Seconds after which a wall without JavaScript looks again and turns the page.
TURN = 6


@require_safe
@projectors
def screen(request: WorkshopRequest) -> HttpResponse:
    """What hangs on the wall."""
    workshop = request.workshop
    item = queries.item_of(workshop, workshop.current_id) if workshop.current_id else None
    votes = queries.votes_cast(item) if item else queries.votes_in_all(workshop)
    reasons = queries.reasons_of(item) if item else ()
    page = _page(request)
    version = version_of(workshop.revision, votes, queries.participants(workshop), reasons, page)

    def build() -> Mapping[str, Any]:
        return {
            "view": board_view(workshop, page),
            "workshop": workshop,
            "join_at": f"{request.get_host()}{reverse('workshop-enter')}",
            "refresh": TURN,
        }

    return live_page(request, "workshop/screen.html", version, build)


def _page(request: WorkshopRequest) -> int:
    """The page that a browser without JavaScript turned to; with it the script turns them."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


@require_safe
@projectors
def qr_code(request: WorkshopRequest) -> HttpResponse:
    """The join link as a QR code in SVG."""
    return HttpResponse(qr_svg(join_url(request, request.workshop)), content_type="image/svg+xml")
