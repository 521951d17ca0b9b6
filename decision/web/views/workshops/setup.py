"""Setting a workshop up, and opening it by a facilitator's or a projector's link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from decision import queries
from decision.actions import workshop as workshop_actions
from decision.content import catalog_for, current_catalog
from decision.models import Assessment, WorkshopRole
from decision.web import once
from decision.web.access import AssessmentRequest, capability_headers, editors
from decision.web.presenters.workshop.planning import StoreRows, plan_of, size_of
from decision.web.workshop_access import grant_workshop, join_url, led_workshops
from decision.web.workshop_forms import WorkshopForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What a workshop is and how one is run; and the way back to those that one leads."""
    led = led_workshops(request)
    page = render(request, "workshop/about.html", {"nav_current": "workshops", "led": led})
    return capability_headers(page) if led else page


@never_cache
@GET_OR_POST
def create(request: HttpRequest) -> HttpResponse:
    """Set a workshop up afresh, with its stores."""
    return _setup(request, None)


@GET_OR_POST
@editors
def create_from(request: AssessmentRequest) -> HttpResponse:
    """Set a workshop up from an assessment: its answers and stores are where it begins."""
    return _setup(request, request.assessment)


def _setup(request: HttpRequest, assessment: Assessment | None) -> HttpResponse:
    catalog = catalog_for(assessment.edition_id) if assessment else current_catalog()
    posted = request.POST if request.method == "POST" else None
    initial = {"title": assessment.name} if assessment else {}
    sheet = queries.sheet(assessment) if assessment else None
    stores = [(store.number, store.name) for store in sheet.stores] if sheet else []
    form = WorkshopForm(catalog, posted, initial=initial, stores=stores)
    rows = StoreRows(catalog, posted) if assessment is None else None
    more = posted is not None and "more" in posted
    size = None
    if posted is not None and not more and _valid(form, rows):
        plan = plan_of(catalog, form.cleaned_data, sheet, rows)
        if plan.items and "count" in posted:
            size = size_of(plan.items)
        elif plan.items:
            created = workshop_actions.create_workshop(
                plan=plan, catalog=catalog, assessment=assessment, once=_once(request)
            )
            return _created(request, created)
        else:
            form.refuse_empty_agenda()
    status = 422 if posted is not None and not more and size is None else 200
    context = {
        "form": form,
        "rows": rows,
        "assessment": assessment,
        "more": more,
        "size": size,
        "once": once.token(request),
    }
    return render(request, "workshop/setup.html", context, status=status)


def _once(request: HttpRequest) -> str:
    """What names the workshop: this form with everything that was chosen, at this address."""
    chosen = {name: each for name, each in request.POST.lists() if name != "csrfmiddlewaretoken"}
    return once.key(request, repr((request.path_info, sorted(chosen.items()))))


def _valid(form: WorkshopForm, rows: StoreRows | None) -> bool:
    """Both are asked, so that all mistakes are shown at once."""
    return all([form.is_valid(), rows is None or rows.is_valid()])


def _created(request: HttpRequest, created: workshop_actions.NewWorkshop) -> HttpResponse:
    link = queries.workshop_link_by_secret(created.facilitate_secret)
    if link is not None:
        grant_workshop(request, link)
    context = {
        "workshop": created.workshop,
        "size": size_of(queries.agenda(created.workshop)),
        "facilitate_url": _absolute(request, created.facilitate_secret),
        "project_url": _absolute(request, created.project_secret),
        "join_url": join_url(request, created.workshop),
    }
    return capability_headers(render(request, "workshop/created.html", context))


def _absolute(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("workshop-open", args=[secret]))


@never_cache
@GET_OR_POST
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a link opens; only the button opens it, so that link previews do not."""
    link = queries.workshop_link_by_secret(secret)
    if link is None:
        return capability_headers(render(request, "access/unknown_link.html", status=404))
    if request.method != "POST":
        return capability_headers(render(request, "workshop/open.html", {"link": link}))
    grant_workshop(request, link)
    page = "workshop-console" if link.role == WorkshopRole.FACILITATE else "workshop-screen"
    return capability_headers(
        HttpResponseRedirect(reverse(page, args=[link.workshop_id]), status=303)
    )
