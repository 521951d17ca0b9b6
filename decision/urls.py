"""Addresses. What follows ``a/<id>/`` needs a link to that assessment; the rest is public."""

from django.urls import include, path, register_converter

from decision.web.converters import NumberConverter, SecretConverter
from decision.web.languages import choose_language
from decision.web.views import (
    assessments,
    files,
    maps,
    questions,
    results,
    rules,
    start,
    stores,
)

register_converter(NumberConverter, "number")
register_converter(SecretConverter, "secret")

assessment = [
    path("", assessments.tasks, name="assessment-tasks"),
    path("answers/", assessments.check, name="check-answers"),
    path("answers.yaml", assessments.export, name="assessment-export"),
    path("manage/", assessments.manage, name="assessment-manage"),
    path("manage/links/", assessments.make_link, name="link-make"),
    path("manage/links/<number:link>/revoke/", assessments.revoke_link, name="link-revoke"),
    path("manage/edition/", assessments.adopt_edition, name="edition-adopt"),
    path("manage/delete/", assessments.delete, name="assessment-delete"),
    path("manage/restore/", assessments.restore, name="assessment-restore"),
    path("questions/<slug:question>/", questions.question, name="question"),
    path("stores/", stores.store_list, name="store-list"),
    path("stores/<number:number>/", stores.change, name="store-change"),
    path("stores/<number:number>/copy/", stores.copy, name="store-copy"),
    path("stores/<number:number>/confirm/", stores.confirm, name="store-confirm"),
    path("stores/<number:number>/copy-from/", stores.copy_from, name="store-copy-from"),
    path("stores/<number:number>/undo/", stores.undo, name="store-undo"),
    path("stores/<number:number>/remove/", stores.remove, name="store-remove"),
    path("stores/<number:number>/restore/", stores.restore, name="store-restore"),
    path(
        "stores/<number:number>/questions/<slug:question>/",
        questions.question,
        name="store-question",
    ),
    path("result/", results.result, name="result"),
    path(
        "result/<number:number>/<slug:boundary>/<slug:environment>/",
        results.cell,
        name="result-cell",
    ),
    path("what-if/", results.try_out, name="what-if"),
    path("what-if/adopt/", results.adopt, name="what-if-adopt"),
    path("map/", maps.mind_map, name="map"),
    path("map/small/", maps.assessment_map, name="map-small"),
    path("map/<slug:which>.<slug:form>", maps.download, name="map-download"),
    path("report/", files.report_page, name="report"),
    path("report/<slug:paper>.pdf", files.report_pdf, name="report-pdf"),
    path(
        "report/short/<slug:paper>.pdf",
        files.report_pdf,
        {"extent": "short"},
        name="report-pdf-short",
    ),
]

urlpatterns = [
    path("", rules.home, name="home"),
    path("start/", start.create, name="assessment-create"),
    path("import/", start.import_file, name="assessment-import"),
    path("open/<secret:secret>/", start.open_link, name="link-open"),
    path("language/", choose_language, name="language"),
    path("leave/", start.leave, name="leave"),
    path("panel/", results.toggle_panel, name="panel-toggle"),
    path("a/<uuid:pk>/", include(assessment)),
    path("rules/", rules.rulebook, name="rulebook"),
    path("rules/flow/", rules.flow, name="rulebook-flow"),
    path("map/", maps.public_map, name="public-map"),
    path("glossary/", rules.glossary, name="glossary"),
    path("sources/", rules.sources, name="sources"),
    path("examples/", rules.examples, name="example-list"),
    path("examples/<slug:example>/", rules.example, name="example-detail"),
    path("about/", rules.about, name="about"),
]

handler400 = "decision.web.views.errors.bad_request"
handler403 = "decision.web.views.errors.forbidden"
handler404 = "decision.web.views.errors.not_found"
handler500 = "decision.web.views.errors.server_error"
