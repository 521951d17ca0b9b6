"""A team's infrastructure files: read, looked at, confirmed; and what they say."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import actions, queries
from decision.models import Infrastructure
from decision.readers.apart import Busy
from decision.readers.shapes import Place, Refused
from decision.web import filled, infrastructure_files
from decision.web.access import AssessmentRequest, editors, readers
from decision.web.infrastructure_forms import AdoptForm, FilesForm, StoresForm, TypeForm
from decision.web.presenters.infrastructure.findings import EvidenceView, adoptable, findings
from decision.web.presenters.infrastructure.look import Look
from decision.web.presenters.infrastructure.proposal import proposal
from decision.web.presenters.infrastructure.table import Filter, table
from decision.web.views.assessments import flow_of


def _look(request: AssessmentRequest, row: Infrastructure) -> Look:
    return Look(flow_of(request), row)


@require_safe
@readers
def overview(request: AssessmentRequest) -> HttpResponse:
    """What the files say, or how to have them read."""
    row = queries.confirmed_reading(request.assessment)
    if row is None:
        return _nothing(request)
    look = _look(request, row)
    context = {
        "flow": look.flow,
        "current": "files",
        "found": findings(look),
        "waiting": _waiting(request),
    }
    return render(request, "infrastructure/findings.html", context)


def _waiting(request: AssessmentRequest) -> bool:
    """Whether something was read that this editor may confirm."""
    return request.may_edit and False in queries.reading_states(request.assessment)


def _nothing(request: AssessmentRequest) -> HttpResponse:
    context = {"flow": flow_of(request), "current": "files", "waiting": _waiting(request)}
    return render(request, "infrastructure/nothing.html", context)


@require_safe
@readers
def resources(request: AssessmentRequest) -> HttpResponse:
    """Everything that was found, by unit."""
    row = queries.confirmed_reading(request.assessment)
    if row is None:
        return _nothing(request)
    look = _look(request, row)
    wanted = Filter.of({name: str(value) for name, value in request.GET.dict().items()})
    context = {"flow": look.flow, "current": "files", "table": table(look, wanted)}
    return render(request, "infrastructure/resources.html", context)


def _home(request: AssessmentRequest) -> HttpResponse:
    return redirect("files", request.assessment.pk)


# Reading


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def read(request: AssessmentRequest) -> HttpResponse:
    """Take files and a pasted text, read them, and lead to the preview."""
    if request.method != "POST":
        return _read_page(request, FilesForm())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _read_page(request, form, 422)
    given = form.cleaned_data
    try:
        found = infrastructure_files.read(
            infrastructure_files.files_of(given["chosen"], given["text"])
        )
        actions.propose_reading(assessment=request.assessment, reading=found)
    except (Refused, actions.TooLargeToKeep) as error:
        form.add_error(None, _why(error))
        return _read_page(request, form, 503 if isinstance(error, Busy) else 422)
    return redirect("files-preview", request.assessment.pk)


def _why(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    return _(
        "The files declare more than is kept here. Choose the files of fewer units, or read them "
        "with the command manage.py inspect."
    )


def _read_page(request: AssessmentRequest, form: FilesForm, status: int = 200) -> HttpResponse:
    states = queries.reading_states(request.assessment)
    context = {
        "flow": flow_of(request),
        "current": "files",
        "form": form,
        "limit": settings.INFRASTRUCTURE_BYTES // 1_000_000,
        "again": True in states,
        "waiting": False in states,
        "files_are_gone": form.is_bound and bool(request.FILES),
    }
    return render(request, "infrastructure/read.html", context, status=status)


@require_safe
@editors
def preview(request: AssessmentRequest) -> HttpResponse:
    """Exactly what will be kept, and the stores that are proposed."""
    row = queries.proposed_reading(request.assessment)
    if row is None:
        return _nothing(request)
    return _preview_page(request, _look(request, row))


def _preview_page(
    request: AssessmentRequest, look: Look, form: StoresForm | None = None, status: int = 200
) -> HttpResponse:
    shown = proposal(look, _stores_now(request))
    taken = [store.name for store in look.flow.sheet.stores]
    context = {
        "flow": look.flow,
        "current": "files",
        "shown": shown,
        "reading": look.row.pk,
        "form": form or StoresForm(shown.candidates, taken),
        "most_stores": actions.MAX_STORES,
    }
    return render(request, "infrastructure/preview.html", context, status=status)


def _stores_now(request: AssessmentRequest) -> list[Place] | None:
    """The stores of the reading that is confirmed, if there is one."""
    row = queries.confirmed_reading(request.assessment)
    if row is None:
        return None
    return [each.place for each in _look(request, row).inspection.stores]


@require_POST
@editors
def confirm(request: AssessmentRequest) -> HttpResponse:
    """Keep what was read, and create or link the stores that are ticked."""
    row = queries.proposed_reading(request.assessment)
    if row is None or str(row.pk) != request.POST.get("reading"):
        return _not_there(request)
    look = _look(request, row)
    taken = [store.name for store in look.flow.sheet.stores]
    before = _stores_now(request)
    shown = proposal(look, before)
    if shown.fingerprint != request.POST.get("seen"):
        return _not_there(request)
    form = StoresForm(shown.candidates, taken, request.POST)
    if not form.is_valid():
        return _preview_page(request, look, form, 422)
    try:
        added = actions.confirm_reading(
            assessment=request.assessment, reading_id=row.pk, chosen=form.chosen(), before=before
        )
    except actions.StaleReading:
        return _not_there(request)
    except (actions.NameTaken, actions.TooManyStores) as error:
        form.add_error(None, _no_room(error))
        return _preview_page(request, look, form, 422)
    filled.forget(request)
    messages.success(request, _confirmed(len(added)))
    return _home(request)


def _not_there(request: AssessmentRequest) -> HttpResponse:
    """The form was sent before, or what it is about was replaced meanwhile."""
    if _is_confirmed(request, request.POST.get("reading", "")):
        return _home(request)
    messages.warning(
        request,
        _("What was read, or a store, has changed since this page was made. Please look again."),
    )
    waiting = queries.proposed_reading(request.assessment) is not None
    return redirect("files-preview" if waiting else "files", request.assessment.pk)


def _is_confirmed(request: AssessmentRequest, reading: str) -> bool:
    try:
        row = queries.reading_by_id(request.assessment, UUID(reading))
    except ValueError:
        return False
    return row is not None and row.is_confirmed


def _no_room(error: Exception) -> str:
    if isinstance(error, actions.NameTaken):
        return _("Somebody has just added a store of one of these names. Choose another name.")
    return (
        _("An assessment holds at most %d stores. Take the tick from some of these.")
        % actions.MAX_STORES
    )


def _confirmed(added: int) -> str:
    if not added:
        return _("What was read is kept.")
    return ngettext(
        "What was read is kept, and %d store is added.",
        "What was read is kept, and %d stores are added.",
        added,
    ) % added  # fmt: skip


@require_POST
@editors
def discard(request: AssessmentRequest) -> HttpResponse:
    """Throw away what was read and not confirmed."""
    if actions.discard_proposal(assessment=request.assessment):
        messages.success(request, _("Thrown away: nothing of these files is kept."))
    return _home(request)


# What the team says


@require_POST
@editors
def decide(request: AssessmentRequest) -> HttpResponse:
    """Remember whether a type of resources keeps data."""
    form = TypeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_type(
                assessment=request.assessment,
                type=given["type"],
                keeps_data=TypeForm.ANSWERS[given["keeps"]],
            )
        except actions.TooManyTypes:
            messages.error(request, _("No more types can be decided in this assessment."))
    page = "files-preview" if "preview" in request.POST else "files"
    return redirect(f"{reverse(page, args=[request.assessment.pk])}#types")


@require_POST
@editors
def adopt(request: AssessmentRequest) -> HttpResponse:
    """Make what the files suggest the team's answer, and say what it was before."""
    row, form = queries.confirmed_reading(request.assessment), AdoptForm(request.POST)
    if row is None or not form.is_valid():
        return _home(request)
    look, given = _look(request, row), form.cleaned_data
    said = adoptable(look, given["store"], given["question"], given["option"])
    if said is None:
        messages.warning(request, _("The files do not suggest this answer any more."))
        return _evidence(request)
    try:
        _save(look, said, given["seen"])
    except actions.EditConflict:
        messages.warning(
            request, _("“%s” was answered meanwhile. Nothing is changed.") % said.title
        )
        return _evidence(request)
    messages.success(request, _adopted(said))
    return _evidence(request)


def _save(look: Look, said: EvidenceView, seen: int) -> None:
    sheet = look.flow.sheet
    row = sheet.answer(said.number, said.question)
    actions.save_answer(
        assessment=sheet.assessment,
        store=sheet.store(said.number) if said.number is not None else None,
        question=said.question,
        option=said.option,
        note=row.note if row else "",
        seen=seen,
        replaces=look.flow.catalog.rulebook.replaced_by(said.question),
    )


def _adopted(said: EvidenceView) -> str:
    words = {"question": said.title, "now": said.option_title, "before": said.answer}
    if not said.answer:
        return _("“%(question)s” is now “%(now)s”. It was open before.") % words
    return _("“%(question)s” is now “%(now)s”. It was “%(before)s” before.") % words


def _evidence(request: AssessmentRequest) -> HttpResponse:
    return redirect(f"{reverse('files', args=[request.assessment.pk])}#evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def remove(request: AssessmentRequest) -> HttpResponse:
    """Ask once, then delete everything that was read."""
    if request.method != "POST":
        context = {"flow": flow_of(request), "current": "files"}
        return render(request, "infrastructure/remove.html", context)
    if actions.remove_reading(assessment=request.assessment):
        messages.success(request, _("What was read is removed. Stores and answers stay."))
    return _home(request)
