"""The stores of a system: add, copy, rename, remove, bring back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision import actions
from decision.models import Store
from decision.web import filled
from decision.web.access import AssessmentRequest, editors, readers
from decision.web.forms import CopyFromForm, StoreForm
from decision.web.presenters.flow import Flow
from decision.web.presenters.tasks import store_cards
from decision.web.presenters.zones import zone_chart
from decision.web.views.assessments import flow_of


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def store_list(request: AssessmentRequest) -> HttpResponse:
    """The stores so far, where each falls in the 2x2, and a form to add one."""
    flow = flow_of(request)
    form = StoreForm(flow.catalog, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return redirect("store-list", request.assessment.pk)
    chart = zone_chart(flow)
    context = {
        "flow": flow,
        "current": "stores",
        "form": form,
        "chart": chart,
        "cards": store_cards(flow, chart.zones),
        "continue_url": flow.next_open.url if flow.next_open else "",
        "undo": filled.to_undo(request, flow.sheet),
        "just_removed": _just_removed(request, flow),
    }
    return render(request, "stores/list.html", context, status=422 if form.is_bound else 200)


def _just_removed(request: AssessmentRequest, flow: Flow) -> Store | None:
    """The store whose removal led here, while it can be brought back."""
    number = request.GET.get("removed", "")
    return next((each for each in flow.sheet.removed if str(each.number) == number), None)


def _added(request: AssessmentRequest, form: StoreForm) -> bool:
    try:
        store = actions.add_store(assessment=request.assessment, **form.cleaned_data)
    except actions.NameTaken:
        form.add_error("name", _("There is already a store of that name. Choose another name."))
        return False
    except actions.TooManyStores:
        form.add_error(None, _too_many())
        return False
    filled.forget(request)
    messages.success(request, _("“%s” is added.") % store.name)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def change(request: AssessmentRequest, number: int) -> HttpResponse:
    """Rename a store or change its kind."""
    flow = flow_of(request)
    store = _store(request, number)
    initial = {"name": store.name, "kind": store.kind}
    posted = request.POST if request.method == "POST" else None
    form = StoreForm(flow.catalog, posted, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_store(store=store, **form.cleaned_data)
            filled.forget(request)
            return redirect("store-list", request.assessment.pk)
        except actions.NameTaken:
            form.add_error("name", _("There is already a store of that name."))
    return _change_page(request, flow, store, {"form": form}, 422 if form.is_bound else 200)


def _change_page(
    request: AssessmentRequest,
    flow: Flow,
    store: Store,
    forms: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    others = _others(flow, store)
    context: dict[str, object] = {
        "flow": flow,
        "store": store,
        "current": "stores",
        "form": StoreForm(flow.catalog, initial={"name": store.name, "kind": store.kind}),
        "copy_form": CopyFromForm(others) if others else None,
        "filled_in": flow.filled_in(store),
        "undo": filled.to_undo(request, flow.sheet),
    }
    return render(request, "stores/change.html", context | forms, status=status)


def _others(flow: Flow, store: Store) -> list[Store]:
    return [each for each in flow.sheet.stores if each != store]


@require_POST
@editors
def confirm(request: AssessmentRequest, number: int) -> HttpResponse:
    """Make everything that is filled in for a store the team's own answers."""
    flow = flow_of(request)
    store = _store(request, number)
    options = {step.question.id: step.prefilled for step in flow.filled_in(store)}
    saved = actions.fill_answers(assessment=request.assessment, store=store, options=options)
    _filled(request, store, saved, copied=False)
    step = flow.step(number, request.POST.get("question", ""))
    if step is None:
        return redirect(_stores(request))
    if saved:
        messages.success(request, _("Confirmed. You can undo that on the page Stores."))
    return redirect(flow_of(request).after(step))


@require_POST
@editors
def copy_from(request: AssessmentRequest, number: int) -> HttpResponse:
    """Fill the open questions of a store with the answers of another one."""
    flow = flow_of(request)
    store = _store(request, number)
    form = CopyFromForm(_others(flow, store), request.POST)
    if not form.is_valid():
        return _change_page(request, flow, store, {"copy_form": form}, 422)
    options = _fit_for(flow, store, flow.sheet.options(form.cleaned_data["source"]))
    saved = actions.fill_answers(assessment=request.assessment, store=store, options=options)
    _filled(request, store, saved, copied=True)
    return redirect(_stores(request))


def _fit_for(flow: Flow, store: Store, options: dict[str, str]) -> dict[str, str]:
    """Answers of another store to what is open here; what is filled in or stated stays."""
    known = {step.question.id for step in flow.filled_in(store)}
    stated = flow.sheet.options(store.number).keys()
    replaced_by = flow.catalog.rulebook.replaced_by
    return {
        question: option
        for question, option in options.items()
        if question in flow.catalog.questions
        and question not in known
        and stated.isdisjoint(replaced_by(question))
    }


def _filled(
    request: AssessmentRequest, store: Store, saved: dict[str, str], *, copied: bool
) -> None:
    """Offer to undo it: the page Stores says what was filled in."""
    if saved:
        filled.remember(request, store, saved, copied=copied)
    else:
        messages.info(request, _("There was nothing open to fill in for “%s”.") % store.name)


@require_POST
@editors
def undo(request: AssessmentRequest, number: int) -> HttpResponse:
    """Take back what was filled in at one stroke, or keep it; what was changed since stays."""
    store = _store(request, number)
    if "keep" in request.POST:
        filled.forget(request)
        return redirect(_stores(request))
    options = filled.remembered(request, store)
    count = actions.withdraw_answers(assessment=request.assessment, store=store, options=options)
    filled.forget(request)
    if count:
        messages.success(request, _("Undone: “%s” is as it was before.") % store.name)
    else:
        messages.info(request, _("There was nothing to undo."))
    return redirect(_stores(request))


def _stores(request: AssessmentRequest) -> str:
    return reverse("store-list", args=[request.assessment.pk])


@require_POST
@editors
def copy(request: AssessmentRequest, number: int) -> HttpResponse:
    """Copy a store with all its answers, under a name that is free."""
    try:
        added = actions.copy_store(store=_store(request, number))
        filled.forget(request)
        messages.success(request, _("“%s” is added with the same answers.") % added.name)
    except actions.TooManyStores:
        messages.error(request, _too_many())
    return redirect("store-list", request.assessment.pk)


@require_POST
@editors
def remove(request: AssessmentRequest, number: int) -> HttpResponse:
    """Remove a store; the list of stores offers to bring it back."""
    actions.remove_store(store=_store(request, number))
    filled.forget(request)
    return redirect(
        reverse("store-list", args=[request.assessment.pk], query={"removed": str(number)})
    )


@require_POST
@editors
def restore(request: AssessmentRequest, number: int) -> HttpResponse:
    """Bring a removed store back with its answers."""
    store = get_object_or_404(request.assessment.stores, number=number)
    try:
        actions.restore_store(store=store)
        messages.success(request, _("“%s” is back.") % store.name)
    except actions.NameTaken:
        messages.error(request, _("Another store has that name now. Rename it first."))
    except actions.TooManyStores:
        messages.error(request, _too_many())
    return redirect("store-list", request.assessment.pk)


def _too_many() -> str:
    return _("An assessment holds at most %d stores.") % actions.MAX_STORES


def _store(request: AssessmentRequest, number: int) -> Store:
    return get_object_or_404(request.assessment.stores, number=number, removed_at=None)
