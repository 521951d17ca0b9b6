"""Links of a workshop, and its deletion."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.models import WorkshopRole
from decision.web.presenters.workshop.planning import size_of
from decision.web.workshop_access import WorkshopRequest, facilitators, join_url
from decision.web.workshop_forms import WorkshopLinkForm


@require_safe
@facilitators
def manage(request: WorkshopRequest) -> HttpResponse:
    """Which links there are; more of them; deletion."""
    return _page(request, {})


def _page(request: WorkshopRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    base: dict[str, object] = {
        "workshop": request.workshop,
        "current": "manage",
        "form": WorkshopLinkForm(),
        "links": queries.workshop_links(request.workshop),
        "own_link": request.link,
        "size": size_of(queries.agenda(request.workshop)),
        "join_url": join_url(request, request.workshop),
    }
    return render(request, "workshop/manage.html", base | context, status=status)


@require_POST
@facilitators
def make(request: WorkshopRequest) -> HttpResponse:
    """Make a link and show its address this one time."""
    form = WorkshopLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, {"form": form}, status=422)
    role = WorkshopRole(form.cleaned_data["role"])
    try:
        secret = actions.make_workshop_link(workshop=request.workshop, role=role)
    except actions.TooManyLinks:
        return _page(request, {"form": form, "too_many": True}, status=409)
    url = request.build_absolute_uri(reverse("workshop-open", args=[secret]))
    return _page(request, {"new_url": url, "new_role": role})


@require_POST
@facilitators
def revoke(request: WorkshopRequest, link: int) -> HttpResponse:
    """Revoke one of the workshop's links: whoever came in by it is out at once."""
    links = {each.pk: each for each in queries.workshop_links(request.workshop)}
    if link not in links:
        raise Http404("This workshop has no such link.")
    try:
        actions.revoke_workshop_link(link=links[link])
        messages.success(request, _("The link is revoked. It opens nothing any more."))
    except actions.LastFacilitator:
        text = _("This is the last facilitator link. Make another one first, or nobody can lead.")
        messages.error(request, text)
    return redirect("workshop-manage", request.workshop.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators
def delete(request: WorkshopRequest) -> HttpResponse:
    """Ask, then erase the workshop with its votes; there is no undoing."""
    if request.method != "POST":
        context = {"workshop": request.workshop, "current": "manage"}
        return render(request, "workshop/delete.html", context)
    actions.delete_workshop(workshop=request.workshop)
    messages.success(request, _("The workshop is erased, with all its votes and links."))
    return redirect("workshops")
