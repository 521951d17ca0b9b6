"""What server and worker say to each other over a pipe: one job in, one answer out.

Everything has its length in front. The header of a job is JSON, so that the worker reads
nothing that could run code.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import BinaryIO, Final, Literal

Paper = Literal["a4", "letter"]

_LENGTH: Final = struct.Struct(">Q")
_ANSWER: Final = struct.Struct(">BQ")


class Outcome(IntEnum):
    """How a job ended; all but ``DONE`` come with the name of the error as their content."""

    DONE = 0
    FAILED = 1
    TOO_LARGE = 2


@dataclass(frozen=True, slots=True)
class Job:
    """One document to render, with every file that it may name."""

    html: str
    title: str
    language: str
    paper: Paper
    assets: Mapping[str, bytes] = field(default_factory=dict)


class ProtocolError(Exception):
    """The other side is gone, or sent something that is no message."""


def write_job(pipe: BinaryIO, job: Job) -> None:
    """Send a job; text that UTF-8 cannot hold (lone surrogates) is replaced."""
    html = job.html.encode("utf-8", "replace")
    names = list(job.assets)
    header = {
        "title": job.title,
        "language": job.language,
        "paper": job.paper,
        "html": len(html),
        "assets": [[name, len(job.assets[name])] for name in names],
    }
    encoded = json.dumps(header).encode()
    pipe.write(_LENGTH.pack(len(encoded)))
    for part in (encoded, html, *(job.assets[name] for name in names)):
        pipe.write(part)
    pipe.flush()


def read_job(pipe: BinaryIO) -> Job | None:
    """Receive a job; None when the other side has closed the pipe."""
    start = pipe.read(_LENGTH.size)
    if not start:
        return None
    header = json.loads(_read(pipe, _LENGTH.unpack(start)[0]))
    html = _read(pipe, header["html"]).decode()
    assets = {name: _read(pipe, size) for name, size in header["assets"]}
    return Job(html, header["title"], header["language"], header["paper"], assets)


def write_answer(pipe: BinaryIO, outcome: Outcome, content: bytes) -> None:
    pipe.write(_ANSWER.pack(outcome, len(content)))
    pipe.write(content)
    pipe.flush()


def read_answer(pipe: BinaryIO, most: int) -> tuple[Outcome, bytes]:
    """Receive an answer of at most ``most`` bytes; raise ProtocolError if there is none."""
    code, size = _ANSWER.unpack(_read(pipe, _ANSWER.size))
    if size > most or code not in list(Outcome):
        raise ProtocolError
    return Outcome(code), _read(pipe, size)


def _read(pipe: BinaryIO, size: int) -> bytes:
    found = pipe.read(size)
    if len(found) != size:
        raise ProtocolError
    return found
