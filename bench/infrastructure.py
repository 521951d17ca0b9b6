"""Reading infrastructure files, against bare decoders and the linters that teams know."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import peers
from bench.plans import plan
from bench.stacks import template
from bench.table import Count, Row, Target, within_times
from bench.timing import OWN, PASSING, Clock, Work, side_by_side
from decision.catalog import Catalog
from decision.inspection import examine
from decision.inspection.found import inspected
from decision.readers.documents import Limits
from decision.readers.system import read_files
from decision.readers.terraform_plan import DECODER

ROOT = Path(__file__).resolve().parents[1]
MANY, FIVE_TIMES, FEW = 10_000, 50_000, 1_000
#: Five times the resources may take this many times as long.
LINEAR = 6.5
MOST_MEGABYTES = 150
#: Reads one file as the rows above do, and prints how much memory the process had at most, in KiB.
#: Linux counts what the process that started it had into ``ru_maxrss``, and not into VmHWM.
MEASURING = """
import re, resource, sys
from pathlib import Path
from decision.catalog import load_catalog
from decision.inspection.found import inspected
from decision.readers.documents import Limits
from decision.readers.system import read_files
catalog = load_catalog(Path("content"))
files = {"plan.json": Path(sys.argv[1]).read_bytes()}
inspected(catalog, read_files(files, Limits())).stores
status = Path("/proc/self/status")
if status.exists():
    print(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def rows(catalog: Catalog) -> Iterator[Row | Count]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _plans(catalog, Path(folder))
        yield from _linters(Path(folder))


def _plans(catalog: Catalog, folder: Path) -> Iterator[Row | Count]:
    many, more = plan(MANY), plan(FIVE_TIMES)
    name = f"plan of {MANY:,}, {len(many) / 1e6:.0f} MB, to stores"
    yield _row(
        name,
        lambda: _stores(catalog, many),
        "msgspec, needed fields",
        lambda: DECODER.decode(many),
        within_times(3),
    )
    (path := folder / "plan.json").write_bytes(many)
    ours, theirs = side_by_side(lambda: _stores(catalog, many)), peers.decoding(path)
    yield Row("the same", ours[0], theirs[0], theirs[1], within_times(1))
    yield _row(
        f"plan of {FIVE_TIMES:,}, to stores",
        lambda: _stores(catalog, more),
        f"plan of {MANY:,}",
        lambda: _stores(catalog, many),
        within_times(LINEAR),
    )
    yield _row(
        f"plan of {FIVE_TIMES:,}, examined with cuts",
        lambda: _examined(catalog, more),
        f"plan of {MANY:,}",
        lambda: _examined(catalog, many),
        within_times(LINEAR),
    )
    yield Count(f"memory for {MANY:,}, MB", _megabytes(path), "target", MOST_MEGABYTES)


def _linters(folder: Path) -> Iterator[Row]:
    """Whole programs, from their start to their end, as a pipeline runs them."""
    (stack := folder / "stack.json").write_bytes(template())
    (small := folder / "small.json").write_bytes(plan(FEW))
    for name, path, peer, arguments in (
        ("inspect, CloudFormation template of 180", stack, "cfn-lint", [str(stack)]),
        (
            f"inspect, plan of {FEW:,}",
            small,
            "checkov",
            ["--framework", "terraform_plan", "--skip-download", "--quiet", "--compact",
             "--file", str(small)],
        ),
    ):  # fmt: skip
        ours = _command([sys.executable, str(ROOT / "manage.py"), "inspect", str(path)])
        program = peers.program(peer)
        if program is None:
            (taken,) = side_by_side(ours, clock=PASSING)
            yield Row(name, taken, f"{peer} cannot be had here")
        else:
            theirs = _command([str(program), *arguments])
            yield _row(name, ours, peer, theirs, within_times(1), clock=PASSING)


def _stores(catalog: Catalog, data: bytes) -> object:
    return inspected(catalog, read_files({"plan.json": data}, Limits())).stores


def _examined(catalog: Catalog, data: bytes) -> object:
    return examine(catalog, read_files({"plan.json": data}, Limits()))


def _row(
    name: str, work: Work, beside: str, other: Work, target: Target, *, clock: Clock = OWN
) -> Row:
    ours, theirs = side_by_side(work, other, clock=clock)
    return Row(name, ours, beside, theirs, target)


def _command(command: list[str]) -> Work:
    """A program; both linters end with a code of their own where they find something."""
    environment = {**os.environ, "DEVELOPMENT": "1", "DJANGO_SETTINGS_MODULE": "decision.settings"}
    return lambda: subprocess.run(
        command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _megabytes(path: Path) -> int:
    command = [sys.executable, "-c", MEASURING, str(path)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return round(int(done.stdout) * 1024 / 1e6)
