"""Begin: a new assessment, an imported one, or one opened by its link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from decision import actions, queries
from decision.actions import NewAssessment
from decision.content import current_catalog
from decision.models import Role
from decision.records.answer_file import AnswerFileError, read_answer_file
from decision.web import once
from decision.web.access import capability_headers, grant
from decision.web.forms import AnswerFileForm, SystemForm
from decision.web.uploads import text_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@GET_OR_POST
def create(request: HttpRequest) -> HttpResponse:
    """Ask for the system's name; create; show the links once."""
    form = SystemForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "once": once.token(request)}
        return render(request, "start/create.html", context, status=_status(form))
    name = form.cleaned_data["name"]
    created = actions.create_assessment(
        name=name, catalog=current_catalog(), once=once.key(request, name)
    )
    return _created(request, created)


@never_cache
@GET_OR_POST
def import_file(request: HttpRequest) -> HttpResponse:
    """Create an assessment from an answer file."""
    posted = request.method == "POST"
    form = AnswerFileForm(request.POST, request.FILES) if posted else AnswerFileForm()
    if not form.is_valid():
        context = {"form": form, "once": once.token(request)}
        return render(request, "start/import.html", context, status=_status(form))
    name, data = text_of(form)
    try:
        system = read_answer_file(data, name, current_catalog())
    except AnswerFileError as error:
        context = {"form": form, "problems": error.problems, "once": once.token(request)}
        return render(request, "start/import.html", context, status=422)
    created = actions.import_system(
        system=system, catalog=current_catalog(), once=once.key(request, data)
    )
    return _created(request, created)


def _created(request: HttpRequest, created: NewAssessment) -> HttpResponse:
    pk = created.assessment.pk
    link = queries.link_by_secret(created.edit_secret)
    if link is not None:
        grant(request, link)
    context = {
        "assessment": created.assessment,
        "edit_url": _absolute(request, created.edit_secret),
        "read_url": _absolute(request, created.read_secret),
        "next_url": reverse("assessment-tasks", args=[pk]),
    }
    return capability_headers(render(request, "start/created.html", context))


def _absolute(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("link-open", args=[secret]))


@never_cache
@GET_OR_POST
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a link opens; only the button opens it, so that link previews do not."""
    link = queries.link_by_secret(secret)
    if link is None:
        return capability_headers(render(request, "access/unknown_link.html", status=404))
    if request.method != "POST":
        return capability_headers(render(request, "access/open.html", {"link": link}))
    grant(request, link)
    # Whoever may only read comes for the result.
    page = "assessment-tasks" if link.role == Role.EDIT else "result"
    return _clean_redirect(reverse(page, args=[link.assessment_id]))


def _clean_redirect(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url, status=303)
    return capability_headers(response)


def _status(form: SystemForm | AnswerFileForm) -> int:
    return 422 if form.is_bound else 200


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget every assessment that this browser opened; the links stay valid."""
    request.session.flush()
    return redirect("home")
