"""The pages show every file of the corpus, and none of the values that were planted in it."""

import json
import logging

import pytest
from django.test import Client

from decision.models import Infrastructure
from decision.readers.system import read_files
from decision.web import infrastructure_files
from tests.readers.corpus import corpus
from tests.systems import Shop
from tests.web.infrastructure.files import send, unticked
from tests.web.test_access import everything_stored
from tests.web.visits import address

#: Files in one upload: enough to go through them all in a short time.
AT_ONCE = 12


def test_nothing_planted_in_a_file_comes_out(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)
    folder = corpus()
    given = json.loads((folder / "canaries.json").read_text())
    planted = [each for values in given.values() for each in values]
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

    assert len(planted) > 50
    assert Infrastructure.objects.get().is_confirmed
    everything = "\n".join([*seen, caplog.text])
    assert [each for each in planted if each in everything] == []
