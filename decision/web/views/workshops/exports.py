"""The votes without names, as files."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from decision import queries
from decision.content import catalog_for
from decision.records.votes import VoteRecord, to_csv, to_json
from decision.web.downloads import attachment
from decision.web.presenters.workshop.exports import vote_record
from decision.web.workshop_access import WorkshopRequest, facilitators


@require_safe
@facilitators
def votes_csv(request: WorkshopRequest) -> HttpResponse:
    """Counts and reasons for a spreadsheet."""
    return _file(request, to_csv(_record(request)), "text/csv; charset=utf-8", "csv")


@require_safe
@facilitators
def votes_json(request: WorkshopRequest) -> HttpResponse:
    """Counts and reasons for a program."""
    return _file(request, to_json(_record(request)).encode(), "application/json", "json")


def _record(request: WorkshopRequest) -> VoteRecord:
    catalog = catalog_for(request.workshop.edition_id)
    return vote_record(catalog, queries.hall(request.workshop))


def _file(request: WorkshopRequest, data: bytes, content_type: str, ending: str) -> HttpResponse:
    name = f"{slugify(request.workshop.title) or 'workshop'}-votes.{ending}"
    return attachment(data, content_type, name)
