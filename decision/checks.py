"""System checks: a site does not start on broken content."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from decision.catalog import ContentError
from decision.content import current_catalog


@register("content")
def check_content(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every problem of the content, as ``manage.py check_content`` prints it."""
    try:
        current_catalog()
    except ContentError as error:
        return [Error(str(problem), id="decision.E001") for problem in error.problems]
    return []
