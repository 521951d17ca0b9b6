"""Answer files against the toy content."""

from textwrap import dedent

from decision.domain.answers import System
from decision.records.answer_file import AnswerFileError, read_answer_file
from tests.catalog.toy_content import toy_catalog


def read(text: bytes | str) -> System:
    """The system in an answer file against the toy content."""
    return read_answer_file(text, "shop.yaml", toy_catalog())


def problems(text: bytes | str) -> list[str]:
    """The messages that a file gets; none if it is accepted."""
    try:
        read(dedent(text) if isinstance(text, str) else text)
    except AnswerFileError as error:
        return [str(problem) for problem in error.problems]
    return []
