"""``manage.py mindmap``: the file it writes, and what it says where there is no drawing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from decision.reports.drawing import process

SHOP = "system: Shop\nanswers: {iac-adoption: full}\nstores: [{name: orders, kind: bucket}]\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    return path


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_small_map_is_one_slide(form: str, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / f"map.{form}"

    call_command("mindmap", str(shop), "--small", "-o", str(out))

    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    assert out.read_bytes().startswith(starts[form])


def test_the_talks_map_has_the_store_at_its_zone(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"

    call_command("mindmap", str(shop), "-o", str(out))

    assert "→ orders" in out.read_text()


def test_without_dot_it_says_what_to_install_and_writes_nothing(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    out = tmp_path / "map.svg"

    with pytest.raises(CommandError) as raised:
        call_command("mindmap", str(shop), "-o", str(out))

    assert (str(raised.value), raised.value.returncode) == (process.INSTALL, 1)
    assert not out.exists()


def test_an_ending_that_is_no_picture_is_refused(shop: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"must end in one of \.svg, \.png, \.pdf") as raised:
        call_command("mindmap", str(shop), "-o", str(tmp_path / "map.gif"))

    assert raised.value.returncode == 2
