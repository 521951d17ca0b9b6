"""The pages show every file of the corpus, and none of the values that were planted in it."""

import json
import logging
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, override_settings

from decision import queries
from decision.content import current_catalog
from decision.models import Infrastructure
from decision.readers import system
from decision.readers.apart import WEB, read_apart
from decision.readers.shapes import Reading
from decision.readers.system import read_files
from decision.web import infrastructure_files
from decision.web.presenters import report
from decision.web.presenters.flow import Flow
from decision.web.presenters.report import report_context
from decision.web.presenters.report_maps import ReportMaps
from decision.web.report_files import report_job
from tests.readers.corpus import corpus
from tests.systems import Shop, new_shop
from tests.web.infrastructure.files import offered, send, unticked
from tests.web.test_access import everything_stored
from tests.web.visits import address, opened

pytestmark = pytest.mark.once

#: Files in one upload: enough to go through them all in a short time.
AT_ONCE = 12
#: Files with secrets whose report is made as well, which takes its time.
IN_REPORTS = (
    "tf-show-state__infracost__infracost-testdata-terraform_v0.14_state.json",
    "cfn-yaml__serverless-patterns__apigw-http-api-lambda-rds-proxy-template-rds-proxy.yaml",
)
#: So many of their stores are taken.
STORES = 5
MAPS = ("talk", "assessment")
PAGES = (
    "files",
    "files-resources",
    "result",
    "check-answers",
    "what-if",
    "store-list",
    "assessment-tasks",
    "report",
    "assessment-export",
)


def planted(folder: Path) -> list[str]:
    given = json.loads((folder / "canaries.json").read_text())
    return [each for values in given.values() for each in values]


def test_nothing_planted_in_a_file_comes_out(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)
    folder = corpus()
    files = sorted((folder / "files").iterdir())
    seen: list[str] = []
    for first in range(0, len(files), AT_ONCE):
        chosen = {file.name: file.read_bytes() for file in files[first : first + AT_ONCE]}
        read = send(editor, shop, "", **chosen)
        seen += [read.text, editor.get(address(shop, "files-preview")).text]
        confirmed = editor.post(address(shop, "files-confirm"), unticked(editor, shop))
        pages = [editor.get(address(shop, each)) for each in ("files", "files-resources")]
        seen += [each.text for each in pages]

        assert (read.status_code, confirmed.status_code) == (302, 302)
        assert [each.status_code for each in pages] == [200, 200]
        seen.append(everything_stored())

    canaries = planted(folder)
    assert len(canaries) > 50
    assert Infrastructure.objects.get().is_confirmed
    assert found_in("\n".join([*seen, caplog.text]), canaries) == []


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Everything that is written to disk goes here: temporary files, caches and reports."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with override_settings(DATA_FOLDER=tmp_path / "data", REPORT_CACHE_DIR=tmp_path / "reports"):
        yield tmp_path


@pytest.fixture
def quoting(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log of everything."""
    caplog.set_level(logging.DEBUG)
    return caplog


def test_no_secret_is_on_any_page_or_anywhere_else(
    db: None,
    folders: Path,
    monkeypatch: pytest.MonkeyPatch,
    quoting: pytest.LogCaptureFixture,
) -> None:
    """The files that have secrets as one system, from the upload to the report."""
    folder = corpus()
    names = list(json.loads((folder / "canaries.json").read_text()))
    shop = new_shop()
    client = opened(shop.edit_secret)
    files = {name: (folder / "files" / name).read_bytes() for name in names}
    sent = [send(client, shop, "", **files)]
    sent.append(client.get(address(shop, "files-preview")))
    monkeypatch.setattr(report, "report_maps", lambda *_given, **_more: ReportMaps())
    confirmed = client.post(address(shop, "files-confirm"), some_stores(client, shop))

    sent += [client.get(address(shop, name)) for name in PAGES]
    sent += [client.get(address(shop, "map-download", which, "svg")) for which in MAPS]
    sent.append(client.get(address(shop, "question", "iac-tool")))
    job = report_job(
        report_context(Flow(current_catalog(), queries.sheet(shop.assessment)), paper="a4")
    )

    assert confirmed.status_code == 302
    assert [each.status_code for each in sent] == [302, *[200] * (len(sent) - 1)]
    assert 'id="files"' in job.html
    texts = [each.content.decode() for each in sent]
    drawn = [each.decode("utf-8", "replace") for each in job.assets.values()]
    stored = [*every_table(), *every_file(folders)]
    texts += [job.html, *drawn, quoting.text, *stored]
    # What may come out does: these are the right places to look at.
    kept = Infrastructure.objects.get().reading.units[0].resources[0].address
    assert found_in("\n".join(stored), [kept])
    assert found_in(job.html, [kept])
    assert found_in("\n".join(texts), planted(folder)) == []


def test_no_secret_is_in_the_pdf(
    db: None, folders: Path, monkeypatch: pytest.MonkeyPatch, quoting: pytest.LogCaptureFixture
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext of poppler-utils is not installed.")
    folder = corpus()
    shop = new_shop()
    client = opened(shop.edit_secret)
    chosen = {name: (folder / "files" / name).read_bytes() for name in IN_REPORTS}
    send(client, shop, "", **chosen)
    client.post(address(shop, "files-confirm"), some_stores(client, shop))

    pdf = client.get(address(shop, "report-pdf-short", "a4"))

    assert pdf["Content-Type"] == "application/pdf"
    command = ["pdftotext", "-", "-"]
    text = subprocess.run(command, input=pdf.content, capture_output=True, check=True).stdout
    assert "What the files say" in text.decode()
    everything = "\n".join([text.decode(), quoting.text, *every_table(), *every_file(folders)])
    assert found_in(everything, planted(folder)) == []


def test_no_secret_comes_out_of_a_reader_that_fails(
    db: None, folders: Path, monkeypatch: pytest.MonkeyPatch, quoting: pytest.LogCaptureFixture
) -> None:
    """Files that end in the middle, and readers that break with all that they were given."""
    folder = corpus()
    names = list(json.loads((folder / "canaries.json").read_text()))
    shop = new_shop()
    client = opened(shop.edit_secret)
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)
    texts: list[str] = []
    for name in names:
        data = (folder / "files" / name).read_bytes()
        texts.append(send(client, shop, "", **{name: data[: len(data) * 2 // 3]}).text)

    def break_(content: object, name: str) -> Reading:
        raise ValueError(f"{name}: {content}")

    for format_ in list(system._READERS):
        monkeypatch.setitem(system._READERS, format_, break_)
    for name in names:
        response = send(client, shop, "", **{name: (folder / "files" / name).read_bytes()})
        assert response.status_code == 422
        texts.append(response.text)

    everything = "\n".join([*texts, quoting.text, *every_table(), *every_file(folders)])
    assert found_in(everything, planted(folder)) == []


def test_no_secret_comes_out_of_a_process_that_is_stopped(
    db: None, folders: Path, monkeypatch: pytest.MonkeyPatch, quoting: pytest.LogCaptureFixture
) -> None:
    folder = corpus()
    name = next(iter(json.loads((folder / "canaries.json").read_text())))
    shop = new_shop()
    client = opened(shop.edit_secret)
    at_once = replace(WEB, wall_seconds=0.01)
    monkeypatch.setattr(
        infrastructure_files,
        "read_apart",
        lambda files, limits: read_apart(files, limits, at_once),
    )

    response = send(client, shop, "", **{name: (folder / "files" / name).read_bytes()})

    assert response.status_code == 422
    everything = [response.text, quoting.text, *every_table(), *every_file(folders)]
    assert found_in("\n".join(everything), planted(folder)) == []


def some_stores(client: Client, shop: Shop) -> dict[str, str]:
    """The form of the preview with a few stores ticked: pages of many take their time."""
    fields = offered(client, shop)
    ticked = [name for name in fields if name.startswith("take-")]
    return {name: each for name, each in fields.items() if name not in ticked[STORES:]}


def found_in(text: str, canaries: Iterable[str]) -> list[str]:
    return [each for each in canaries if each in text]


def every_table() -> Iterator[str]:
    """Every row of every table, those of Django and of sessions as well; sessions decoded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield "\n".join(map(repr, cursor.fetchall()))
    yield from (repr(each.get_decoded()) for each in Session.objects.all())


def every_file(folder: Path) -> Iterator[str]:
    """What was written to disk, names and all."""
    for path in folder.rglob("*"):
        yield str(path)
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")
