"""Infrastructure files at the door: how much may come, kept in memory alone, read apart.

A page of its own takes more bytes than any other. Its body is parsed by :func:`parsed`, before
Django's check of forms does, so that whatever is too large gets a page and never a bare answer.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopFutureHandlers
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from decision.readers.apart import read_apart
from decision.readers.documents import for_web
from decision.readers.folders import is_wanted
from decision.readers.names import readable
from decision.readers.shapes import Reading, Refused
from decision.web.access import GRANTS
from decision.web.turns import NoTurn, one_of

#: The page that takes files, by the id of its assessment.
ADDRESS: Final = re.compile(r"/a/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/files/read/")

#: What a form adds around its files and texts.
AROUND: Final = 1024 * 1024
#: Of a body that is too large so much is read and dropped: a browser shows our page only when
#: it could send everything.
DRAINED: Final = 10
CHUNK: Final = 64 * 1024

#: Characters of the name of a file or folder; how many folders lie within each other; and
#: characters of a path.
NAME_LENGTH: Final = 100
MOST_FOLDERS: Final = 16
PATH_LENGTH: Final = 250
#: So many readings at once on this machine, and seconds to wait for a turn.
AT_ONCE: Final = 2
WAIT_SECONDS: Final = 5

MOST_REMARKS: Final = 200
REMARK_LENGTH: Final = 1_000


def takes_files(request: HttpRequest) -> bool:
    """Whether this sends files from a browser that has opened the assessment."""
    found = ADDRESS.fullmatch(request.path_info) if request.method == "POST" else None
    return found is not None and found[1] in request.session.get(GRANTS, {})


def most_bytes() -> int:
    """What the body of such a request may have."""
    return int(settings.INFRASTRUCTURE_BYTES) + AROUND


def drain(request: HttpRequest) -> None:
    """Read what comes and drop it, up to a limit."""
    left = DRAINED * most_bytes()
    try:
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
    except UnreadablePostError:
        return


def parsed(request: HttpRequest) -> bool:
    """Parse the body within memory; false if a pasted text is too long or there is too much.

    What is no form at all is left to Django, which refuses it for want of a token.
    """
    request.upload_handlers = [InMemory(request)]
    try:
        request.POST  # noqa: B018 reading it parses the body
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return False
    except (MultiPartParserError, UnreadablePostError):
        return True
    return True


class InMemory(MemoryFileUploadHandler):
    """Keeps files in memory whatever their size: the whole body was measured before."""

    activated = True

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        """Django would turn itself off for more than it allows to other pages."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super(MemoryFileUploadHandler, self).new_file(*args, **kwargs)
        self.file = BytesIO()
        raise StopFutureHandlers


class Busy(Refused):
    """All turns are taken; the same files can be read in a moment."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The bytes of files by path; ``skipped`` counts those of a folder that are not read."""

    files: Mapping[str, bytes]
    skipped: int = 0


def files_of(
    uploads: Iterable["UploadedFile[Any]"],
    text: str,
    folder: Sequence["UploadedFile[Any]"] = (),
    paths: Sequence[str] = (),
) -> Sent:
    """Files, those of a folder with their ``paths`` in it, and a pasted text; each name once.

    Without one path for each file the folder's files are read like any others.
    """
    found: dict[str, bytes] = {}
    for each in uploads:
        found[_free(_base(each.name or ""), found)] = each.read()
    placed = _placed(folder, paths)
    wanted = [each for each in placed if is_wanted(_within(each[0]))]
    # In the order in which the command reads a folder, whatever the order of the browser.
    for path, file in sorted(wanted, key=lambda each: each[0].parts):
        found[_free(str(path), found)] = file.read()
    if text.strip():
        found[_free(_("pasted text"), found)] = text.encode("utf-8", "surrogatepass")
    return Sent(found, len(placed) - len(wanted))


def _placed(
    folder: Sequence["UploadedFile[Any]"], paths: Sequence[str]
) -> list[tuple[PurePosixPath, "UploadedFile[Any]"]]:
    names = paths if len(paths) == len(folder) else [each.name or "" for each in folder]
    return [(PurePosixPath(relative(name)), each) for name, each in zip(names, folder, strict=True)]


def _within(path: PurePosixPath) -> PurePosixPath:
    """The path from the folder on that was chosen: its own name does not count."""
    return PurePosixPath(*path.parts[1:]) if len(path.parts) > 1 else path


def relative(path: str) -> str:
    """A path as it may go on: within some folder, of printable names, neither long nor deep.

    Of one that is too long or too deep the last folders stay.
    """
    parts = [readable(each.strip(), NAME_LENGTH) for each in re.split(r"[/\\]", path)]
    parts = [each for each in parts if each not in ("", ".", "..")][-MOST_FOLDERS:]
    while len("/".join(parts)) > PATH_LENGTH:
        parts.pop(0)
    return "/".join(parts) or _("file")


def _base(name: str) -> str:
    return relative(re.split(r"[/\\]", name)[-1])


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    path = PurePosixPath(name)
    number, free = 1, name
    while free in taken:
        number += 1
        free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    return free


def read(files: Mapping[str, bytes]) -> Reading:
    """What is kept of files, read in a process of their own.

    Raises ``Refused``, and ``Busy`` where others are read: each takes much memory, so that there
    are only a few at once on the whole machine.
    """
    try:
        with one_of(settings.DATA_FOLDER / "cache" / "turns", "files", AT_ONCE, WAIT_SECONDS):
            limits = for_web(int(settings.INFRASTRUCTURE_BYTES))
            return _kept(read_apart(files, limits))
    except NoTurn:
        raise Busy(_("Other files are being read just now. Try again in a moment.")) from None


def _kept(reading: Reading) -> Reading:
    """Without what was needed only to join units."""
    units = tuple(
        replace(each, exports={}, imports=(), path=relative(each.path)) for each in reading.units
    )
    remarks = tuple(readable(each, REMARK_LENGTH) for each in reading.remarks)
    if len(remarks) > MOST_REMARKS:
        more = _("%d more remarks are left out.") % (len(remarks) - MOST_REMARKS)
        remarks = (*remarks[:MOST_REMARKS], more)
    return Reading(units, remarks)
