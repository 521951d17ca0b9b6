"""A room: what its verdict takes to work out, and what a server makes of all its phones."""

import asyncio
import math
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Coroutine, Iterator, Sequence
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
from decision.domain.workshop.ballots import Room
from decision.domain.workshop.room import room_verdicts
from decision.domain.workshop.split import split
from decision.domain.workshop.voices import Topic, Voice
from scripts.crowd import (
    Answer,
    Browser,
    Leader,
    Phone,
    Screen,
    Wall,
    new_session,
    phones,
    setup_script,
)
from scripts.scratch_postgres import scratch_postgres
from scripts.served import Served, served
from scripts.system_packages import postgres_programs

PEOPLE, STORES = 200, 10
MANY = 1_000
#: How many of a person's answers differ from the room's, as a part of all.
SPREADS = (0.1, 0.3)

#: A screen asks so often; the seconds after each step.
INTERVAL = 1.0
PAUSE = 3.0
#: What one measurement is made of: steps that only change the scene, on the first of these items;
#: the reveal of votes with reasons, and the room's verdict, on each.
CHEAP = ("open", "skip", "revisit", "skip", "revisit", "skip", "revisit")
ITEMS = 2
ANY, REVEAL, VERDICT = "a step", "revealing reasons", "the verdict"
REASON_EVERY = 3
REASON = "In the last incident it took us a day to find out what had been there."
#: All screens follow within so many milliseconds; a vote takes no longer than so many.
FOLLOWS_MS, VOTE_MS = 2000, 500
#: All vote within so many seconds.
VOTING = 10.0
BARE = 200
OK, FOUND, NOT_MODIFIED = 200, 302, 304


def rows(catalog: Catalog) -> Iterator[Row]:
    yield from _verdicts(catalog)
    yield from load("SQLite", PEOPLE)
    if postgres_programs() is not None:
        yield from load("PostgreSQL", PEOPLE)
    yield from load("SQLite", MANY, agenda=False)


# The room's verdict


def _verdicts(catalog: Catalog) -> Iterator[Row]:
    rulebook = catalog.rulebook
    for spread in SPREADS:
        system, voices = room(catalog, PEOPLE, STORES, spread)

        def verdict(system: System = system, voices: Sequence[Voice] = voices) -> None:
            situations(rulebook).forget()
            found = Room(rulebook, system, voices)
            room_verdicts(found)
            split(found)

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

    ``steps`` has for each kind of step how long it took to the phones, ``own`` to the console
    of whoever took it, ``consoles`` to that of a second facilitator, ``walls`` to the wall.
    ``errors`` counts answers that were none or unexpected, ``late`` the screens that did not
    have a step before the next one was taken.
    """

    steps: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    own: list[float] = field(default_factory=list)
    consoles: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    errors: int = 0
    late: int = 0
    cpu: float = 0.0


def load(database: str, people: int, *, agenda: bool = True) -> Iterator[Row]:
    """Measure one crowd on a server of its own, with a full agenda behind it or a short one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        programs = postgres_programs() if database == "PostgreSQL" else None
        url = stack.enter_context(scratch_postgres(programs)) if programs else ""
        server = stack.enter_context(
            served(folder, url, DJANGO_SETTINGS_MODULE="bench.served_settings")
        )
        found = asyncio.run(crowd(server, people, agenda=agenda))
        commit = raw_commit(folder)
    behind = "full agenda" if agenda else "short agenda"
    yield from _rows(found, commit, f"{people} people, {database}, {behind}")


def _rows(found: Found, commit: float, where: str) -> Iterator[Row]:
    def row(what: str, seconds: float, beside: str, theirs: float, most: float = 0) -> Row:
        target = within_ms(most) if most else None
        return Row(f"{what}, {where}", Taken(seconds, 0), beside, Taken(theirs, 0), target)

    every = "a screen asks every"
    for kind, steps in found.steps.items():
        yield row(f"{kind} to phones, half", statistics.median(steps), every, INTERVAL)
        yield row(f"{kind} to phones, 95 of 100", worst(steps), every, INTERVAL, FOLLOWS_MS)
    yield row("any step to its own console, slowest", max(found.own), every, INTERVAL, FOLLOWS_MS)
    for screen, seconds in (("second console", found.consoles), ("wall", found.walls)):
        what = f"any step to a {screen}, slowest"
        yield row(what, max(seconds, default=math.inf), every, INTERVAL, FOLLOWS_MS)
    yield row("vote, half", statistics.median(found.votes), "raw commit", commit)
    yield row("vote, 95 of 100", worst(found.votes), "raw commit", commit, VOTE_MS)
    bare = statistics.median(found.bare)
    yield row("nothing new", statistics.median(found.unchanged), "bare view", bare)
    met = f"{found.errors} errors, {found.late} late"
    yield row(f"computing each second ({met})", found.cpu, "all cores", cores())


def cores() -> float:
    return float(os.cpu_count() or 1)


def worst(seconds: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(seconds, n=20)[-1]


async def crowd(server: Served, people: int, *, agenda: bool) -> Found:
    """All look every second; the facilitator steps; then all vote within ten seconds.

    A second console and a wall look on as well. The votes have reasons; they are revealed, and
    the room sees its verdict.
    """
    script = "from bench.full_agenda import prepare; prepare()" if agenda else setup_script()
    session = new_session(server.manage("shell", "--verbosity", "0", "-c", script))
    room_ = await phones(session, server.port, people)
    if agenda:
        script = f"from bench.full_agenda import fill; fill({session.pk!r})"
        server.manage("shell", "--verbosity", "0", "-c", script)
    found = Found()
    await _bare(server, found)
    others = Leader(session, Browser(server.port)), Wall(session, Browser(server.port))
    leader = Steps(Watch(found, room_, *others), Leader(session, Browser(server.port)))
    for screen in (leader.leader, *others):
        await screen.come_in()
    watch = leader.watch
    looking = [asyncio.create_task(watch.look_on(each)) for each in (*room_, *others)]
    await leader.leader.look()
    await asyncio.sleep(2 * INTERVAL)  # everybody has the page
    await _quiet(server, found)
    await _session(leader, session.items[-ITEMS:])
    watch.over = True
    await asyncio.gather(*looking)
    return found


async def _session(leader: "Steps", items: Sequence[tuple[int, list[str]]]) -> None:
    """The cheap steps on the first item; then each is voted on, revealed, and the verdict shown."""
    for place, (item, options) in enumerate(items):
        for move in CHEAP if place == 0 else ("open",):
            await leader.move(ANY, item, move)
        voters = enumerate(leader.watch.room)
        await asyncio.gather(
            *(_vote(leader.watch, phone, item, options, number) for number, phone in voters)
        )
        await asyncio.sleep(2 * INTERVAL)  # everybody has seen their own vote
        await leader.move(REVEAL, item, "reveal")
        await leader.show(VERDICT, "verdict")


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


async def _vote(watch: "Watch", phone: Phone, item: int, options: list[str], number: int) -> None:
    await asyncio.sleep(random.random() * VOTING)
    reason = f"{REASON} ({number})" if number % REASON_EVERY == 0 else ""
    answer = await phone.vote(item, options, reason=reason)
    watch.found.votes.append(answer.seconds)
    watch.checked(answer, OK)


@dataclass
class Watch:
    """What the screens see of the facilitator's steps."""

    found: Found
    room: Sequence[Phone]
    console: Screen
    wall: Screen
    over: bool = False
    begun: float = 0.0
    kind: str = ""
    waiting: set[int] = field(default_factory=set)

    def begin(self, kind: str) -> None:
        """From now on everybody waits for the next page; whoever still does missed one."""
        self.found.late += len(self.waiting)
        self.begun, self.kind = time.perf_counter(), kind
        self.waiting = set(map(id, (*self.room, self.console, self.wall)))

    def checked(self, answer: Answer, *expected: int) -> None:
        self.found.errors += answer.status not in expected

    def _arrived(self, screen: Screen) -> None:
        self.waiting.discard(id(screen))
        seconds = time.perf_counter() - self.begun
        if screen is self.console:
            self.found.consoles.append(seconds)
        elif screen is self.wall:
            self.found.walls.append(seconds)
        else:
            self.found.steps[self.kind].append(seconds)

    async def look_on(self, screen: Screen) -> None:
        """Ask every second, as the page's script does: one request at a time."""
        await asyncio.sleep(random.random() * INTERVAL)
        while not self.over:
            start, had = time.perf_counter(), screen.etag
            answer = await screen.look()
            self.checked(answer, OK, NOT_MODIFIED)
            if answer.status == NOT_MODIFIED:
                self.found.unchanged.append(answer.seconds)
            elif had and id(screen) in self.waiting and screen.etag != had:
                self._arrived(screen)
            await asyncio.sleep(max(0.0, INTERVAL - (time.perf_counter() - start)))


@dataclass
class Steps:
    """The facilitator's steps, each with the console that follows it, and a while to see it."""

    watch: Watch
    leader: Leader
    seen: int = 1

    async def move(self, kind: str, item: int, move: str) -> None:
        await self._take(kind, self.leader.move(item, move, self.seen))

    async def show(self, kind: str, showing: str) -> None:
        await self._take(kind, self.leader.show(showing, self.seen))

    async def _take(self, kind: str, step: Coroutine[None, None, Answer]) -> None:
        self.watch.begin(kind)
        self.watch.checked(await step, FOUND)
        self.watch.checked(await self.leader.look(), OK)
        self.watch.found.own.append(time.perf_counter() - self.watch.begun)
        self.seen += 1
        await asyncio.sleep(PAUSE)


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
