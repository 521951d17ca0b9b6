"""Run the benchmarks and print the table: ``python -m bench``, or some groups by name."""

import logging
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator

import django
from django.conf import settings
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from bench import (  # noqa: E402 these need the settings
    engine,
    growth,
    infrastructure,
    maps,
    pages,
    reports,
    workshops,
)
from bench.table import Count, Row, table  # noqa: E402
from decision.catalog import Catalog  # noqa: E402
from decision.content import current_catalog  # noqa: E402


def _engine(catalog: Catalog) -> Iterator[Row]:
    yield from engine.rows(catalog)
    yield engine.loading(settings.CONTENT_FOLDER)


GROUPS: dict[str, Callable[[Catalog], Iterator[Row | Count]]] = {
    "engine": _engine,
    "pages": pages.rows,
    "maps": maps.rows,
    "reports": reports.rows,
    "growth": growth.rows,
    "infrastructure": infrastructure.rows,
    "workshops": workshops.rows,
}


def _rows(catalog: Catalog, wanted: list[str]) -> Iterator[Row | Count]:
    for name, of in GROUPS.items():
        if not wanted or name in wanted:
            yield from of(catalog)


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(GROUPS)
    if unknown:
        sys.exit(f"There is no group {min(unknown)!r}; there are {', '.join(GROUPS)}.")
    start = time.perf_counter()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    catalog = current_catalog()
    rows: list[Row | Count] = []
    for row in _rows(catalog, wanted):
        rows.append(row)
        print(f"  measured: {row.name}", file=sys.stderr, flush=True)
    print(table(rows))
    print(
        f"\n{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}, {time.perf_counter() - start:.0f} s in all. "
        "Medians; ± is half the distance between the quartiles."
    )


main(sys.argv[1:])
