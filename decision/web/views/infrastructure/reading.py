"""Files on their way in: read, looked at, confirmed or thrown away; and removed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import actions, queries
from decision.readers.shapes import Place, Refused
from decision.web import filled, infrastructure_files
from decision.web.access import AssessmentRequest, editors
from decision.web.infrastructure_forms import FilesForm, StoresForm
from decision.web.presenters.infrastructure.look import Look
from decision.web.presenters.infrastructure.proposal import proposal
from decision.web.views.assessments import flow_of
from decision.web.views.infrastructure.common import confirmed_look, home, look_of, nothing_page


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
    sent = infrastructure_files.files_of(
        given["chosen"], given["text"], given["folder"], given["paths"]
    )
    if not sent.files:
        form.add_error(
            "folder",
            _("None of the files in this folder declares infrastructure, by their names."),
        )
        return _read_page(request, form, 422)
    try:
        found = infrastructure_files.read(sent.files)
        actions.propose_reading(assessment=request.assessment, reading=found)
    except (Refused, actions.TooLargeToKeep) as error:
        form.add_error(None, ValidationError(_why(error).splitlines()))
        return _read_page(
            request, form, 503 if isinstance(error, infrastructure_files.Busy) else 422
        )
    if sent.skipped:
        messages.info(request, _skipped(sent.skipped))
    return redirect("files-preview", request.assessment.pk)


def _skipped(count: int) -> str:
    return ngettext(
        "%d file of the folder was skipped: by its name it declares no infrastructure.",
        "%d files of the folder were skipped: by their names they declare no infrastructure.",
        count,
    ) % count  # fmt: skip


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
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "files_are_gone": form.is_bound and bool(request.FILES),
    }
    return render(request, "infrastructure/read.html", context, status=status)


@require_safe
@editors
def preview(request: AssessmentRequest) -> HttpResponse:
    """Exactly what will be kept, and the stores that are proposed."""
    row = queries.proposed_reading(request.assessment)
    if row is None:
        return nothing_page(request)
    return _preview_page(request, look_of(request, row))


def _preview_page(
    request: AssessmentRequest, look: Look, form: StoresForm | None = None, status: int = 200
) -> HttpResponse:
    shown = proposal(look, _stores_now(request))
    taken = [store.name for store in look.flow.sheet.stores]
    is_unticked = request.GET.get("ticked") == "none"
    context = {
        "flow": look.flow,
        "current": "files",
        "shown": shown,
        "reading": look.row.pk,
        "form": form or StoresForm(shown.candidates, taken, with_new=not is_unticked),
        "is_unticked": is_unticked,
        "most_stores": actions.MAX_STORES,
    }
    return render(request, "infrastructure/preview.html", context, status=status)


def _stores_now(request: AssessmentRequest) -> list[Place] | None:
    """The stores of the reading that is confirmed, if there is one."""
    look = confirmed_look(request)
    return [each.place for each in look.inspection.stores] if look is not None else None


@require_POST
@editors
def confirm(request: AssessmentRequest) -> HttpResponse:
    """Keep what was read, and create or link the stores that are ticked."""
    row = queries.proposed_reading(request.assessment)
    if row is None or str(row.pk) != request.POST.get("reading"):
        return _not_there(request)
    look = look_of(request, row)
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
    return home(request)


def _not_there(request: AssessmentRequest) -> HttpResponse:
    """The form was sent before, or what it is about was replaced meanwhile."""
    if _is_confirmed(request, request.POST.get("reading", "")):
        return home(request)
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
    return home(request)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def remove(request: AssessmentRequest) -> HttpResponse:
    """Ask once, then delete everything that was read."""
    if request.method != "POST":
        context = {"flow": flow_of(request), "current": "files"}
        return render(request, "infrastructure/remove.html", context)
    if actions.remove_reading(assessment=request.assessment):
        messages.success(request, _("What was read is removed. Stores and answers stay."))
    return home(request)
