"""A room: what its verdict takes to work out, and what a server makes of all its phones."""

import asyncio
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.engine import forget
from bench.systems import full
from bench.table import Row, within_ms
from bench.timing import Taken, side_by_side
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.recommendation import recommend
from decision.domain.sensitivity.situations import situations
from decision.domain.vocabulary import DONT_KNOW, Level
from decision.domain.workshop.room import room_verdicts
from decision.domain.workshop.split import split
from decision.domain.workshop.voices import Topic, Voice
from scripts.crowd import Answer, Browser, Leader, Phone, new_session, phones, setup_script
from scripts.scratch_postgres import scratch_postgres
from scripts.served import Served, served
from scripts.system_packages import postgres_programs

PEOPLE, STORES = 200, 10
MANY = 1_000
#: How many of a person's answers differ from the room's, as a part of all.
SPREADS = (0.1, 0.3)

#: A screen asks so often; the steps of one measurement, and the seconds between them.
INTERVAL = 1.0
STEPS = ("open", "skip", "revisit", "skip", "revisit", "skip", "revisit")
PAUSE = 3.0
#: All vote within so many seconds.
VOTING = 10.0
BARE = 200
OK, FOUND, NOT_MODIFIED = 200, 302, 304


def rows(catalog: Catalog) -> Iterator[Row]:
    yield from _verdicts(catalog)
    yield from load("SQLite", PEOPLE)
    if postgres_programs() is not None:
        yield from load("PostgreSQL", PEOPLE)
    yield from load("SQLite", MANY)


# The room's verdict


def _verdicts(catalog: Catalog) -> Iterator[Row]:
    rulebook = catalog.rulebook
    for spread in SPREADS:
        system, voices = room(catalog, PEOPLE, STORES, spread)

        def verdict(system: System = system, voices: Sequence[Voice] = voices) -> None:
            situations(rulebook).forget()
            room_verdicts(rulebook, system, voices)
            split(rulebook, system, voices)

        def once(system: System = system) -> None:
            forget(rulebook)
            recommend(rulebook, system)

        ours, theirs = side_by_side(verdict, once)
        name = f"room's verdict and split, {PEOPLE} people, {STORES} stores, {spread:.0%} differ"
        yield Row(name, ours, "recommending once", theirs, within_ms(1000))


def room(
    catalog: Catalog, people: int, stores: int, spread: float, seed: int = 20231129
) -> tuple[System, list[Voice]]:
    """People who vote on every question of a system, mostly alike."""
    chance, system, rulebook = random.Random(seed), full(catalog, stores), catalog.rulebook
    common: dict[Topic, str] = {}
    for question in rulebook.questions:
        for place in (None,) if question.level is Level.SYSTEM else range(stores):
            known = system.answers if place is None else system.stores[place].answers
            common[Topic(question.id, place)] = known.get(question.id) or chance.choice(
                question.options
            )

    def said(topic: Topic) -> str:
        if chance.random() >= spread:
            return common[topic]
        return chance.choice((*rulebook.question_by_id[topic.question].options, DONT_KNOW))

    return system, [Voice({topic: said(topic) for topic in common}) for _ in range(people)]


# A room full of phones


@dataclass
class Found:
    """What one crowd met, in seconds.

    ``errors`` counts answers that were none or unexpected, ``late`` the screens that did not
    have a step before the next one was taken.
    """

    steps: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    errors: int = 0
    late: int = 0
    cpu: float = 0.0


def load(database: str, people: int) -> Iterator[Row]:
    """Measure one crowd on a server of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        programs = postgres_programs() if database == "PostgreSQL" else None
        url = stack.enter_context(scratch_postgres(programs)) if programs else ""
        server = stack.enter_context(
            served(folder, url, DJANGO_SETTINGS_MODULE="bench.served_settings")
        )
        found = asyncio.run(crowd(server, people))
        commit = raw_commit(folder)
    yield from _rows(found, commit, f"{people} people, {database}")


def _rows(found: Found, commit: float, where: str) -> Iterator[Row]:
    def row(what: str, seconds: float, beside: str, theirs: float, most: float = 0) -> Row:
        target = within_ms(most) if most else None
        return Row(f"{what}, {where}", Taken(seconds, 0), beside, Taken(theirs, 0), target)

    every = "a screen asks every"
    yield row("step to screen, half", statistics.median(found.steps), every, INTERVAL)
    yield row("step to screen, 95 of 100", worst(found.steps), every, INTERVAL, 2000)
    yield row("vote, half", statistics.median(found.votes), "raw commit", commit)
    yield row("vote, 95 of 100", worst(found.votes), "raw commit", commit, 500)
    bare = statistics.median(found.bare)
    yield row("nothing new", statistics.median(found.unchanged), "bare view", bare)
    met = f"{found.errors} errors, {found.late} late"
    yield row(f"computing each second ({met})", found.cpu, "all cores", cores())


def cores() -> float:
    return float(os.cpu_count() or 1)


def worst(seconds: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(seconds, n=20)[-1]


async def crowd(server: Served, people: int) -> Found:
    """All look every second; the facilitator steps; then all vote within ten seconds."""
    session = new_session(server.manage("shell", "--verbosity", "0", "-c", setup_script()))
    (item, options), *_ = session.items
    room_ = await phones(session, server.port, people)
    leader, found = Leader(session, Browser(server.port)), Found()
    await leader.come_in()
    await _bare(server, found)
    watch = Watch(found, room_)
    looking = [asyncio.create_task(watch.look_on(phone)) for phone in room_]
    await asyncio.sleep(2 * INTERVAL)  # everybody has the page
    await _quiet(server, found)
    for number, move in enumerate(STEPS, start=1):
        watch.begin(number)
        watch.checked(await leader.move(item, move, number), FOUND)
        await asyncio.sleep(PAUSE)
    await asyncio.gather(*(_vote(watch, phone, item, options) for phone in room_))
    watch.over = True
    await asyncio.gather(*looking)
    return found


async def _bare(server: Served, found: Found) -> None:
    browser = Browser(server.port)
    for _ in range(BARE):
        found.bare.append((await browser.get("/bare/")).seconds)


async def _quiet(server: Served, found: Found) -> None:
    """What it takes that everybody asks and nothing happens."""
    found.unchanged.clear()
    before, start = server.cpu_seconds(), time.perf_counter()
    await asyncio.sleep(2 * PAUSE)
    found.cpu = (server.cpu_seconds() - before) / (time.perf_counter() - start)


async def _vote(watch: "Watch", phone: Phone, item: int, options: list[str]) -> None:
    await asyncio.sleep(random.random() * VOTING)
    answer = await phone.vote(item, options)
    watch.found.votes.append(answer.seconds)
    watch.checked(answer, OK)


@dataclass
class Watch:
    """What the phones see of the facilitator's steps."""

    found: Found
    room: Sequence[Phone]
    over: bool = False
    begun: float = 0.0
    waiting: set[int] = field(default_factory=set)

    def begin(self, step: int) -> None:
        """From now on everybody waits for the next page; whoever still does missed one."""
        self.found.late += len(self.waiting)
        self.begun, self.waiting = time.perf_counter(), set(map(id, self.room))

    def checked(self, answer: Answer, *expected: int) -> None:
        self.found.errors += answer.status not in expected

    async def look_on(self, phone: Phone) -> None:
        """Ask every second, as the page's script does: one request at a time."""
        await asyncio.sleep(random.random() * INTERVAL)
        while not self.over:
            start, had = time.perf_counter(), phone.etag
            answer = await phone.look()
            self.checked(answer, OK, NOT_MODIFIED)
            if answer.status == NOT_MODIFIED:
                self.found.unchanged.append(answer.seconds)
            elif had and id(phone) in self.waiting and phone.etag != had:
                self.waiting.discard(id(phone))
                self.found.steps.append(time.perf_counter() - self.begun)
            await asyncio.sleep(max(0.0, INTERVAL - (time.perf_counter() - start)))


def raw_commit(folder: Path, commits: int = 500) -> float:
    """Seconds for one commit of SQLite itself, with what the app sets: median."""
    connection = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE votes (id INTEGER PRIMARY KEY, option TEXT)")
    seconds = []
    for _ in range(commits):
        start = time.perf_counter()
        connection.execute("INSERT INTO votes (option) VALUES ('restorable')")
        seconds.append(time.perf_counter() - start)
    connection.close()
    return statistics.median(seconds)
