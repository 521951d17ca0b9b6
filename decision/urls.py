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
from decision.web.views.infrastructure import cutting, deciding, drawing, looking, reading
from decision.web.views.workshops import (
    console,
    ending,
    exports,
    joining,
    links,
    participant,
    screen,
    setup,
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
    path("files/", looking.overview, name="files"),
    path("files/resources/", looking.resources, name="files-resources"),
    path("files/graph/", drawing.graph, name="files-graph"),
    path("files/graph.<slug:form>", drawing.graph_as, name="files-graph-download"),
    path("files/cuts/<slug:unit>/", cutting.cut, name="files-cut"),
    path("files/cuts/<slug:unit>/download/", cutting.download, name="files-cut-download"),
    path("files/read/", reading.read, name="files-read"),
    path("files/preview/", reading.preview, name="files-preview"),
    path("files/confirm/", reading.confirm, name="files-confirm"),
    path("files/discard/", reading.discard, name="files-discard"),
    path("files/types/", deciding.decide, name="files-type"),
    path("files/adopt/", deciding.adopt, name="files-adopt"),
    path("files/remove/", reading.remove, name="files-remove"),
    path("workshop/", setup.create_from, name="workshop-from"),
    path("report/", files.report_page, name="report"),
    path("report/<slug:paper>.pdf", files.report_pdf, name="report-pdf"),
    path(
        "report/short/<slug:paper>.pdf",
        files.report_pdf,
        {"extent": "short"},
        name="report-pdf-short",
    ),
]

workshop = [
    path("", participant.screen, name="workshop-participant"),
    path("<number:number>/", participant.screen, name="workshop-own-pace"),
    path("vote/<number:item>/", participant.vote, name="workshop-vote"),
    path("reason/<number:item>/", participant.reason, name="workshop-own-reason"),
    path("device/", joining.second_device, name="workshop-device"),
    path("return/<secret:secret>/", joining.come_back, name="workshop-return"),
    path("leave/", joining.leave, name="workshop-leave"),
    path("forget/", joining.forget, name="workshop-forget"),
    path("console/", console.console, name="workshop-console"),
    path("console/items/<number:item>/settle/", console.settle, name="workshop-settle"),
    path("console/items/<number:item>/<slug:move>/", console.move, name="workshop-move"),
    path("console/show/<slug:showing>/", console.show, name="workshop-show"),
    path("console/close/", console.close, name="workshop-close"),
    path("console/timer/<slug:command>/", console.timer, name="workshop-timer"),
    path("console/reasons/<uuid:vote>/<slug:visibility>/", console.reason, name="workshop-reason"),
    path("console/end/", console.end, name="workshop-end"),
    path("manage/", links.manage, name="workshop-manage"),
    path("manage/links/", links.make, name="workshop-link-make"),
    path("manage/links/<number:link>/revoke/", links.revoke, name="workshop-link-revoke"),
    path("manage/delete/", links.delete, name="workshop-delete"),
    path("summary/", ending.summary, name="workshop-summary"),
    path("summary/actions/", ending.add_action_point, name="workshop-action-add"),
    path(
        "summary/actions/<number:action_point>/remove/",
        ending.remove_action_point,
        name="workshop-action-remove",
    ),
    path("summary/review/", ending.set_review, name="workshop-review"),
    path("summary/reopen/", ending.reopen, name="workshop-reopen"),
    path("conclude/", ending.conclude, name="workshop-conclude"),
    path("conclude/make/", ending.make, name="workshop-conclude-make"),
    path("conclude/update/", ending.update, name="workshop-conclude-update"),
    path("votes.csv", exports.votes_csv, name="workshop-votes-csv"),
    path("votes.json", exports.votes_json, name="workshop-votes-json"),
    path("screen/", screen.screen, name="workshop-screen"),
    path("screen/code.svg", screen.qr_code, name="workshop-qr"),
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
    path("workshops/", setup.about, name="workshops"),
    path("workshops/new/", setup.create, name="workshop-create"),
    path("workshops/open/<secret:secret>/", setup.open_link, name="workshop-open"),
    path("join/", joining.enter_code, name="workshop-enter"),
    path("join/<slug:code>/", joining.join, name="workshop-join"),
    path("w/<uuid:pk>/", include(workshop)),
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
