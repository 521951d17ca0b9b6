"""Infrastructure files at the door: how much may come, kept in memory alone, read apart.

A page of its own takes more bytes than any other. Its body is parsed by :func:`parsed`, before
Django's check of forms does, so that whatever is too large gets a page and never a bare answer.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
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
from decision.readers.documents import Limits
from decision.readers.names import readable
from decision.readers.shapes import Reading
from decision.web.access import GRANTS

#: The page that takes files, by the id of its assessment.
ADDRESS: Final = re.compile(r"/a/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/files/read/")

#: What a form adds around its files and texts.
AROUND: Final = 1024 * 1024
#: Of a body that is too large so much is read and dropped: a browser shows our page only when
#: it could send everything.
DRAINED: Final = 10
CHUNK: Final = 64 * 1024

NAME_LENGTH: Final = 100
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


def files_of(uploads: Iterable["UploadedFile[Any]"], text: str) -> dict[str, bytes]:
    """The bytes of files and of a pasted text by a name without folders, each name once."""
    found: dict[str, bytes] = {}
    for each in uploads:
        found[_free(_base(each.name or ""), found)] = each.read()
    if text.strip():
        found[_free(_("pasted text"), found)] = text.encode("utf-8", "surrogatepass")
    return found


def _base(name: str) -> str:
    return readable(re.split(r"[/\\]", name)[-1].strip(), NAME_LENGTH) or _("file")


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    path = PurePosixPath(name)
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    return free


def read(files: Mapping[str, bytes]) -> Reading:
    """What is kept of files, read in a process of their own. Raises ``Refused``."""
    return _kept(read_apart(files, Limits(bytes=int(settings.INFRASTRUCTURE_BYTES))))


def _kept(reading: Reading) -> Reading:
    """Without what was needed only to join units."""
    units = tuple(
        replace(each, exports={}, imports=(), path=_base(each.path)) for each in reading.units
    )
    remarks = tuple(readable(each, REMARK_LENGTH) for each in reading.remarks)
    if len(remarks) > MOST_REMARKS:
        more = _("%d more remarks are left out.") % (len(remarks) - MOST_REMARKS)
        remarks = (*remarks[:MOST_REMARKS], more)
    return Reading(units, remarks)
