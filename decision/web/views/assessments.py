"""The task list, checking answers, links, export and deletion of one assessment."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import actions, queries
from decision.content import catalog_for, current_catalog
from decision.models import Role
from decision.records.export import to_yaml
from decision.web.access import AssessmentRequest, capability_headers, editors, held_link, readers
from decision.web.downloads import attachment
from decision.web.forms import LinkForm, SystemForm
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.says import reading_beside
from decision.web.presenters.tasks import answer_groups, first_round, progress
from decision.web.presenters.tasks import tasks as task_list


def flow_of(request: AssessmentRequest) -> Flow:
    """The questionnaire of the request's assessment, with the content it was begun with."""
    return Flow(catalog_for(request.assessment.edition_id), queries.sheet(request.assessment))


@require_safe
@readers
def tasks(request: AssessmentRequest) -> HttpResponse:
    """Where the team is, and where to go on."""
    flow = flow_of(request)
    context = {
        "flow": flow,
        "progress": progress(flow),
        "first_tasks": task_list(flow.first_groups, may_edit=request.may_edit),
        "deeper_tasks": task_list(flow.deeper_groups, may_edit=request.may_edit),
        "first_round": first_round(flow),
        "newer_edition": _newer_edition(request),
        "current": "tasks",
    }
    return render(request, "assessments/tasks.html", context)


def _newer_edition(request: AssessmentRequest) -> str:
    current = current_catalog()
    is_current = request.assessment.edition_id == current.content_hash
    return "" if is_current else current.edition.id


@require_safe
@readers
def check(request: AssessmentRequest) -> HttpResponse:
    """All answers and notes on one page, each with its Change link."""
    flow = flow_of(request)
    reader = reading_beside(flow)
    said = {"files": reader.line} if reader else {}
    groups = answer_groups(flow, may_edit=request.may_edit, **said)
    context = {"flow": flow, "groups": groups, "current": "answers"}
    return render(request, "assessments/check.html", context)


@require_safe
@readers
def export(request: AssessmentRequest) -> HttpResponse:
    """The answer file of the assessment."""
    sheet = queries.sheet(request.assessment)
    text = to_yaml(sheet.system(), request.assessment.edition.name)
    name = f"{slugify(request.assessment.name) or 'assessment'}.yaml"
    return attachment(text, "application/yaml; charset=utf-8", name)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def manage(request: AssessmentRequest) -> HttpResponse:
    """Name, links, edition and deletion."""
    posted = request.POST if request.method == "POST" else None
    form = SystemForm(posted, initial={"name": request.assessment.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_assessment(assessment=request.assessment, name=form.cleaned_data["name"])
        messages.success(request, _("The name is changed."))
        return redirect("assessment-manage", request.assessment.pk)
    return _manage_page(request, {"form": form}, status=422 if form.is_bound else 200)


def _manage_page(
    request: AssessmentRequest, context: dict[str, object], status: int = 200
) -> HttpResponse:
    base: dict[str, object] = {
        "flow": flow_of(request),
        "current": "manage",
        "form": SystemForm(initial={"name": request.assessment.name}),
        "link_form": LinkForm(),
        "undo_days": settings.UNDO_DAYS,
        "links": queries.links(request.assessment),
        "own_link": held_link(request, request.assessment.pk),
        "newer_edition": _newer_edition(request),
    }
    return render(request, "assessments/manage.html", base | context, status=status)


@require_POST
@editors
def make_link(request: AssessmentRequest) -> HttpResponse:
    """Make a link and show its address this one time."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _manage_page(request, {"link_form": form}, status=422)
    role = Role(form.cleaned_data["role"])
    label = form.cleaned_data["label"]
    try:
        secret = actions.make_link(assessment=request.assessment, role=role, label=label)
    except actions.TooManyLinks:
        form.add_error(None, _too_many_links())
        return _manage_page(request, {"link_form": form}, status=422)
    url = request.build_absolute_uri(reverse("link-open", args=[secret]))
    return _manage_page(request, {"new_url": url, "new_role": role})


def _too_many_links() -> str:
    return _(
        "No more links can be made: at most %(most)d may open an assessment at the same time. "
        "Revoke one that nobody needs any more."
    ) % {"most": actions.MAX_LINKS}


@require_POST
@editors
def revoke_link(request: AssessmentRequest, link: int) -> HttpResponse:
    """Revoke one of the assessment's links."""
    try:
        actions.revoke_link(link=get_object_or_404(request.assessment.links, pk=link))
        messages.success(request, _("The link is revoked. It opens nothing any more."))
    except actions.LastEditLink:
        messages.error(
            request,
            _("This is the last edit link. Make another one first, or nobody can edit any more."),
        )
    return redirect("assessment-manage", request.assessment.pk)


@require_POST
@editors
def adopt_edition(request: AssessmentRequest) -> HttpResponse:
    """Move the assessment to the current edition of the content."""
    actions.adopt_edition(assessment=request.assessment, catalog=current_catalog())
    messages.success(request, _("The assessment now uses the current edition."))
    return redirect("assessment-tasks", request.assessment.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def delete(request: AssessmentRequest) -> HttpResponse:
    """Ask once, then delete the assessment; the page that follows offers to undo it."""
    if request.method != "POST":
        context = {
            "flow": flow_of(request),
            "current": "manage",
            "undo_days": settings.UNDO_DAYS,
        }
        return render(request, "assessments/delete.html", context)
    actions.delete_assessment(assessment=request.assessment)
    return redirect("assessment-tasks", request.assessment.pk)


@require_POST
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a deletion, for holders of an edit link."""
    link = held_link(request, pk)
    assessment = queries.assessment_by_id(pk, deleted=True)
    if link is None or link.role != Role.EDIT or assessment is None:
        return capability_headers(render(request, "access/closed.html", status=404))
    actions.restore_assessment(assessment=assessment)
    messages.success(request, _("The assessment is back."))
    return redirect("assessment-tasks", pk)
