"""How a screen is told that nothing changed."""

import pytest
from django.test import RequestFactory

from decision.web.live import PART, unchanged, version_of

VERSION = version_of("step", 1)


def answer(tags: str | None, *, by_script: bool = True) -> bool:
    headers = {PART: "1"} if by_script else {}
    if tags is not None:
        headers["If-None-Match"] = tags
    found = unchanged(RequestFactory().get("/", headers=headers), VERSION)
    assert found is None or (found.status_code, found["ETag"]) == (304, VERSION)
    return found is not None


@pytest.mark.parametrize(
    "tags", [VERSION, f"W/{VERSION}", f'"older", {VERSION}', f'W/"older",W/{VERSION}']
)
def test_a_screen_that_names_the_version_gets_an_empty_answer(tags: str) -> None:
    assert answer(tags)


@pytest.mark.parametrize(
    "tags", [None, "", "*", '"older"', 'W/"older"', VERSION.strip('"'), "\x80", '"' * 50]
)
def test_a_screen_that_names_another_version_or_none_gets_the_part(tags: str | None) -> None:
    assert not answer(tags)


def test_a_page_that_is_loaded_is_never_empty() -> None:
    assert not answer(VERSION, by_script=False)
