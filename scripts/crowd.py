"""Many phones from one process: each keeps a cookie and sends its own requests."""

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

#: A token is good if the cookie holds it too: so no phone has to read one from a page first.
TOKEN = "c" * 32
PATIENCE = 30.0

#: Makes a workshop in the server's database and prints what a crowd has to know about it.
SETUP = """
import json
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.models import Item
catalog = current_catalog()
questions = [each.id for each in catalog.questions.values()][:{questions}]
stores = tuple(Store(f"store {{n}}", kind="relational-database") for n in range(1, {stores} + 1))
of_system = {{q.id for q in catalog.rulebook.questions if q.level == "system"}}
Q = Item.Subject.QUESTION
items = [
    actions.PlannedItem(Q, each, store)
    for each in questions
    for store in ((None,) if each in of_system else range(1, {stores} + 1))
]
plan = actions.Plan("Load", System("Load", stores=stores), range(1, {stores} + 1), items)
made = actions.create_workshop(plan=plan, catalog=catalog)
options = {{q.id: [option.id for option in q.options] for q in catalog.questions.values()}}
print(json.dumps({{
    "pk": str(made.workshop.pk), "code": made.workshop.code, "secret": made.facilitate_secret,
    "items": [[each.pk, options[each.name]] for each in made.workshop.items.all()],
}}))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    seconds: float


#: No answer came: refused, cut off, or too late.
NO_ANSWER = 0


@dataclass
class Browser:
    """One browser: its cookies, and requests over connections of their own."""

    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"csrf": TOKEN})

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._send("GET", path, b"", headers)

    async def post(self, path: str, form: Mapping[str, object], **headers: str) -> Answer:
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return await self._send("POST", path, body, headers)

    async def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Connection: close",
            f"Cookie: {cookies}",
            f"Content-Length: {len(body)}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        start = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                raw = await self._exchanged("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        except (OSError, TimeoutError):
            raw = b""
        found = parsed(raw, time.perf_counter() - start)
        self.cookies.update(found.cookies)
        return found

    async def _exchanged(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()


def parsed(raw: bytes, seconds: float) -> Answer:
    head, found, _ = raw.partition(b"\r\n\r\n")
    if not found:
        return Answer(NO_ANSWER, {}, {}, seconds)
    status, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    cookies = (value.split(";")[0].split("=", 1) for name, value in pairs if name == "Set-Cookie")
    headers = {name.lower(): value for name, value in pairs}
    return Answer(int(status.split()[1]), headers, dict(cookies), seconds)


@dataclass(frozen=True)
class Session:
    """A workshop on the server: its addresses, its items with their options."""

    pk: str
    code: str
    secret: str
    items: list[tuple[int, list[str]]]

    @property
    def url(self) -> str:
        return f"/w/{self.pk}/"


def new_session(printed: str) -> Session:
    return Session(**json.loads(printed))


def setup_script(questions: int = 3, stores: int = 2) -> str:
    return SETUP.format(questions=questions, stores=stores)


@dataclass
class Screen:
    """A live screen: it asks for the part that changes, as the page's script does."""

    session: Session
    browser: Browser
    etag: str = ""
    path: ClassVar[str] = ""

    async def look(self) -> Answer:
        headers = {"X-Live-Part": "1"}
        if self.etag:
            headers["If-None-Match"] = self.etag
        found = await self.browser.get(f"{self.session.url}{self.path}", **headers)
        self.etag = found.headers.get("etag", self.etag)
        return found


class Wall(Screen):
    """The projector's screen, opened by somebody who leads."""

    path = "screen/"

    async def come_in(self) -> None:
        await self.browser.post(f"/workshops/open/{self.session.secret}/", {})


class Leader(Wall):
    """A facilitator with the console."""

    path = "console/"

    async def move(self, item: int, move: str, seen: int) -> Answer:
        url = f"{self.session.url}console/items/{item}/{move}/"
        return await self.browser.post(url, {"seen": seen})

    async def show(self, showing: str, seen: int) -> Answer:
        return await self.browser.post(f"{self.session.url}console/show/{showing}/", {"seen": seen})


@dataclass
class Phone(Screen):
    """A participant; ``option`` is what they last voted and had acknowledged."""

    option: str = ""

    @property
    def digest(self) -> str:
        """How the server keeps this person's key."""
        name = f"participant_{self.session.pk.replace('-', '')}"
        return hashlib.sha256(self.browser.cookies[name].encode()).hexdigest()

    async def come_in(self) -> int:
        return (await self.browser.post(f"/join/{self.session.code}/", {})).status

    async def vote(
        self, item: int, options: list[str], round_: int = 1, reason: str = ""
    ) -> Answer:
        option = secrets.choice(options)
        form = {"option": option, "round": round_, "reason": reason}
        url = f"{self.session.url}vote/{item}/"
        found = await self.browser.post(url, form, **{"X-Live-Part": "1"})
        if found.status == 200:
            self.option = option
        return found


async def phones(session: Session, port: int, number: int, at_once: int = 20) -> list[Phone]:
    """People who came in; raises RuntimeError if one was not let in."""
    found = [Phone(session, Browser(port)) for _ in range(number)]
    gate = asyncio.Semaphore(at_once)

    async def enter(phone: Phone) -> int:
        async with gate:
            return await phone.come_in()

    statuses = await asyncio.gather(*map(enter, found))
    if set(statuses) != {303}:
        raise RuntimeError(f"Coming in was answered with {sorted(set(statuses))}.")
    return found
