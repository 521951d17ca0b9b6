"""Running Graphviz: a child process without a shell, with limits on time and memory."""

import os
import resource
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal
from xml.sax.saxutils import escape

Format = Literal["svg", "png", "pdf"]
#: Everything that Graphviz is run for.
Device = Format | Literal["sizes", "layered-svg", "layered-png"]

#: Drawing keeps the places that the text gives (neato -n2); measuring needs none, and what is
#: layered gets its places from Graphviz. The cairo renderers draw with the same fonts that were
#: measured.
_DEVICES: Final[dict[str, tuple[str, ...]]] = {
    "svg": ("-Kneato", "-n2", "-Tsvg"),
    "png": ("-Kneato", "-n2", "-Tpng:cairo"),
    "pdf": ("-Kneato", "-n2", "-Tpdf:cairo"),
    "sizes": ("-Tjson0",),
    "layered-svg": ("-Kdot", "-Tsvg"),
    "layered-png": ("-Kdot", "-Tpng:cairo"),
}

#: One text is the input of one run; a map that needs more is no map any more.
LARGEST_INPUT: Final = 2_000_000
#: Larger drawings are not handed on: no page and no program would show them.
LARGEST_OUTPUT: Final = 50_000_000

INSTALL: Final = (
    "The drawing needs Graphviz, whose program dot was not found. Install it with "
    '"apt-get install graphviz" (Debian), "dnf install graphviz" (Fedora) or '
    '"brew install graphviz" (macOS).'
)


class DrawingUnavailable(Exception):
    """There is no drawing now; the message says why and what to do, for people to read."""


class DrawingNotInstalled(DrawingUnavailable):
    """What draws is not there, and will not be before somebody installs it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run of dot may use; ``memory`` is address space in bytes."""

    seconds: float = 10
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Fonts:
    """Where the font files are; without a folder, the system's fonts are used."""

    folder: Path | None = None
    cache: Path | None = None  # where fontconfig may keep its index


def run_dot(dot: str, form: Device, fonts: Fonts, limits: Limits) -> bytes:
    """Draw a DOT text; raise DrawingUnavailable when dot is missing, fails or takes too long."""
    program = shutil.which("dot")
    if program is None:
        raise DrawingNotInstalled(INSTALL)
    text = dot.encode()
    if len(text) > LARGEST_INPUT:
        raise DrawingUnavailable("This is too large to be drawn.")
    try:
        return _run([program, *_DEVICES[form]], text, fonts, limits)
    except OSError as error:
        raise DrawingUnavailable("Graphviz could not be started.") from error


def _run(command: list[str], text: bytes, fonts: Fonts, limits: Limits) -> bytes:
    with subprocess.Popen(  # noqa: S603 the program comes from PATH, the input by stdin
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(fonts),
    ) as process:
        # dot starts no work before its input ends, so limits set here come in time.
        _limit(process.pid, limits)
        try:
            output, _ = process.communicate(text, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise DrawingUnavailable("The drawing took too long and was stopped.") from error
    if process.returncode != 0:
        raise DrawingUnavailable("Graphviz could not draw this.")
    if len(output) > LARGEST_OUTPUT:
        raise DrawingUnavailable("The drawing has become too large.")
    return output


def _limit(pid: int, limits: Limits) -> None:
    """Set limits on the child; where the system has no prlimit, the time-out remains."""
    if not hasattr(resource, "prlimit"):
        return
    seconds = int(limits.seconds) + 1
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(pid, resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    except ProcessLookupError:
        return


def _environment(fonts: Fonts) -> dict[str, str]:
    """Return only what dot needs; SOURCE_DATE_EPOCH keeps the same input the same bytes."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "0",
        "HOME": os.environ.get("HOME", "/"),
    }
    if fonts.folder is not None:
        folder = fonts.cache or Path(tempfile.gettempdir()) / "together-or-not-fonts"
        environment["FONTCONFIG_FILE"] = str(_font_settings(fonts.folder.resolve(), folder))
    return environment


@cache
def _font_settings(fonts: Path, folder: Path) -> Path:
    """Write the fontconfig file: our fonts first, the system's for characters ours lack."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"  <dir>{escape(str(fonts))}</dir>\n"
        '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"  <cachedir>{escape(str(folder))}</cachedir>\n"
        "</fontconfig>\n"
    )
    if not settings.exists() or settings.read_text() != text:
        # Another process may do the same now: each writes aside and swaps in one step.
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as draft:
            draft.write(text)
        Path(draft.name).replace(settings)
    return settings
