"""What a server and the process that reads its files say to each other: one task, one answer.

The head of the task and the answer are MessagePack in the shapes below, so that neither side reads
anything that could run code; the files themselves follow as they are. Lengths stand in front.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import IO, Final

import msgspec

from decision.readers.documents import Limits
from decision.readers.shapes import Reading

_LENGTH: Final = struct.Struct(">Q")
_ANSWER: Final = struct.Struct(">BQ")


class Outcome(IntEnum):
    """How a reading ended."""

    READ = 0  # with the reading
    REFUSED = 1  # with the message
    NO_MEMORY = 2
    FAILED = 3


class ProtocolError(Exception):
    """The other side is gone, or sent something that is no message."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files by path, and what they may cost."""

    files: Mapping[str, bytes]
    limits: Limits


class _Head(msgspec.Struct):
    limits: Limits
    #: Paths as bytes, since a file system may have names that are no text; and sizes.
    files: list[tuple[bytes, int]]


_HEAD: Final = msgspec.msgpack.Decoder(_Head)
_READING: Final = msgspec.msgpack.Decoder(Reading)
_PATHS: Final = "surrogatepass"


def write_task(pipe: IO[bytes], task: Task) -> None:
    """Send a task."""
    files = [(path.encode(errors=_PATHS), len(data)) for path, data in task.files.items()]
    head = msgspec.msgpack.encode(_Head(task.limits, files))
    pipe.write(_LENGTH.pack(len(head)))
    pipe.write(head)
    for data in task.files.values():
        pipe.write(data)
    pipe.flush()


def read_task(pipe: IO[bytes]) -> Task:
    """Receive a task. Raises ``ProtocolError``."""
    head = _HEAD.decode(_read(pipe, _LENGTH.unpack(_read(pipe, _LENGTH.size))[0]))
    files = {path.decode(errors=_PATHS): _read(pipe, size) for path, size in head.files}
    return Task(files, head.limits)


def encoded(answer: Reading | str) -> bytes:
    """What an answer holds. Raises ``UnicodeEncodeError`` for text that no file can have."""
    return msgspec.msgpack.encode(answer)


def write_answer(pipe: IO[bytes], outcome: Outcome, content: bytes = b"") -> None:
    """Send an answer."""
    pipe.write(_ANSWER.pack(outcome, len(content)))
    pipe.write(content)
    pipe.flush()


def read_answer(pipe: IO[bytes], most: int) -> tuple[Outcome, Reading | str]:
    """Receive an answer of at most ``most`` bytes. Raises ``ProtocolError`` if there is none."""
    code, size = _ANSWER.unpack(_read(pipe, _ANSWER.size))
    if code not in list(Outcome):
        raise ProtocolError
    outcome = Outcome(code)
    if size > most:
        return Outcome.NO_MEMORY, ""
    content = _read(pipe, size)
    try:
        match outcome:
            case Outcome.READ:
                return outcome, _READING.decode(content)
            case Outcome.REFUSED:
                return outcome, msgspec.msgpack.decode(content, type=str)
            case _:
                return outcome, ""
    except msgspec.DecodeError as error:
        raise ProtocolError from error


def _read(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) != size:
        raise ProtocolError
    return found
