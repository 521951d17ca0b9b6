"""The stores of a system: add, copy, rename, remove, bring back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision import actions
from decision.models import Store
from decision.web.access import AssessmentRequest, editors, readers
from decision.web.forms import StoreForm
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
    }
    return render(request, "stores/list.html", context, status=422 if form.is_bound else 200)


def _added(request: AssessmentRequest, form: StoreForm) -> bool:
    try:
        store = actions.add_store(assessment=request.assessment, **form.cleaned_data)
    except actions.NameTaken:
        form.add_error("name", _("There is already a store of that name. Choose another name."))
        return False
    except actions.TooManyStores:
        form.add_error(None, _too_many())
        return False
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
            return redirect("store-list", request.assessment.pk)
        except actions.NameTaken:
            form.add_error("name", _("There is already a store of that name."))
    context = {"flow": flow, "form": form, "store": store, "current": "stores"}
    return render(request, "stores/change.html", context, status=422 if form.is_bound else 200)


@require_POST
@editors
def copy(request: AssessmentRequest, number: int) -> HttpResponse:
    """Copy a store with all its answers, under a name that is free."""
    try:
        added = actions.copy_store(store=_store(request, number))
        messages.success(request, _("“%s” is added with the same answers.") % added.name)
    except actions.TooManyStores:
        messages.error(request, _too_many())
    return redirect("store-list", request.assessment.pk)


@require_POST
@editors
def remove(request: AssessmentRequest, number: int) -> HttpResponse:
    """Remove a store; the list of stores offers to bring it back."""
    store = _store(request, number)
    actions.remove_store(store=store)
    messages.success(request, _("“%s” is removed. You can bring it back below.") % store.name)
    return redirect("store-list", request.assessment.pk)


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
