"""The server is killed in mid-vote and started again: what it acknowledged is there."""

import asyncio
import signal
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from scripts.crowd import NO_ANSWER, Browser, Leader, Phone, new_session, phones, setup_script
from scripts.scratch_postgres import scratch_postgres
from scripts.served import Served, served
from scripts.system_packages import postgres_programs

PEOPLE = 20
#: So many acknowledged votes, then the server dies.
ENOUGH = 60

STORED = """
SELECT digest, "option" FROM decision_vote
JOIN decision_participant ON decision_participant.id = participant_id
"""


type Stored = Callable[[], dict[str, str]]


def test_every_acknowledged_vote_outlives_a_server_that_was_killed(tmp_path: Path) -> None:
    def stored() -> dict[str, str]:
        with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as connection:
            return dict(connection.execute(STORED).fetchall())

    with served(tmp_path, WEB_CONCURRENCY="2") as server:
        _run(_killed_in_mid_vote(server, stored))


def test_the_same_on_postgresql(tmp_path: Path) -> None:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("the programs of PostgreSQL are not installed")
    with scratch_postgres(programs) as url, served(tmp_path, url, WEB_CONCURRENCY="2") as server:

        def stored() -> dict[str, str]:
            with psycopg.connect(url) as connection:
                return dict(connection.execute(STORED).fetchall())

        _run(_killed_in_mid_vote(server, stored))


def _run(test: Coroutine[None, None, None]) -> None:
    # In a thread of its own: browser tests leave a running event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, test).result()


async def _killed_in_mid_vote(server: Served, stored: Stored) -> None:
    session = new_session(server.manage("shell", "--verbosity", "0", "-c", setup_script()))
    (item, options), *_ = session.items
    people = await phones(session, server.port, PEOPLE)
    leader = Leader(session, Browser(server.port))
    await leader.come_in()
    assert (await leader.move(item, "open", 1)).status == 302

    acknowledged, dying = 0, asyncio.Event()
    doubtful: set[int] = set()

    async def vote_on_and_on(number: int, phone: Phone) -> None:
        nonlocal acknowledged
        while not dying.is_set():
            found = await phone.vote(item, options)
            assert found.status in {200, NO_ANSWER}
            if found.status == NO_ANSWER:
                doubtful.add(number)  # this vote may have come in or not
                return
            acknowledged += 1
            if acknowledged == ENOUGH:
                server.stop(signal.SIGKILL)
                dying.set()

    await asyncio.gather(*(vote_on_and_on(*each) for each in enumerate(people)))
    assert acknowledged >= ENOUGH
    server.start()

    kept = stored()
    sure = [phone for n, phone in enumerate(people) if phone.option and n not in doubtful]
    assert {phone.digest: phone.option for phone in sure}.items() <= kept.items()
    assert {phone.digest for phone in people if phone.option} <= kept.keys()

    # Everybody goes on with the cookie they have, and the facilitator too.
    assert {(await phone.look()).status for phone in people} == {200}
    assert {(await phone.vote(item, options)).status for phone in people} == {200}
    assert (await leader.move(item, "reveal", 2)).status == 302
