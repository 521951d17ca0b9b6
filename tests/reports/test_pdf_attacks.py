"""Nothing in a document reaches a file or the network, whatever way it is asked for."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from decision.reports.pdf import Press, ReportFailed
from tests.reports.pdf_documents import PATIENT, all_bytes, job_of

SECRET = "the quick brown secret"

ATTACKS = {
    "image": '<img src="{url}" alt="x">',
    "image set": '<img srcset="{url} 2x" alt="x">',
    "svg image": '<svg width="9" height="9"><title>x</title><image href="{url}"/></svg>',
    "svg use": '<svg width="9" height="9"><title>x</title><use href="{url}#a"/></svg>',
    "svg style": '<svg width="9" height="9"><style>@import "{url}";</style></svg>',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "frame": '<iframe src="{url}"></iframe>',
    "import": '<style>@import url("{url}");</style>',
    "background": '<p style="background: url({url})">x</p>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "list image": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "border image": '<p style="border: 1px solid; border-image: url({url}) 1">x</p>',
    "font": '<style>@font-face {{ font-family: F; src: url("{url}") }} p {{ font-family: F }}'
    "</style><p>x</p>",
    "local font": '<style>@font-face {{ font-family: F; src: local("DejaVu Sans") }}</style><p>x',
    "colour profile": '<style>@color-profile --p {{ src: url("{url}") }}</style><p>x</p>',
    "base": '<base href="{url}"><img src="a.png" alt="x">',
    "metadata": '<link rel="icon" href="{url}"><meta http-equiv="refresh" content="0;url={url}">',
    "page": '<style>@page {{ background: url("{url}"); @top-left {{ content: url("{url}") }} }}'
    "</style><p>x</p>",
}


class Trap(BaseHTTPRequestHandler):
    """Answers everything and remembers that it was asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def trap() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press(PATIENT)
    yield press
    press.close()


def rendered(press: Press, body: str) -> bytes:
    """All that came out; some attacks end the rendering, which is as good."""
    try:
        return all_bytes(press.render(job_of(body)))
    except ReportFailed:
        return b""


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_document_cannot_read_files_or_the_network(
    press: Press, trap: str, tmp_path: Path, attack: str
) -> None:
    files = {}
    for suffix in ("svg", "css", "txt"):
        file = tmp_path / f"secret.{suffix}"
        file.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SECRET}</title></svg>'
            if suffix == "svg"
            else SECRET
        )
        files[suffix] = file
    urls = [
        *(file.as_uri() for file in files.values()),
        str(files["svg"]),
        f"{trap}/x.svg",
        f"asset:{files['svg']}",
        f"asset:../../../../../..{files['svg']}",
        "data:text/css,p%7Bcolor:red%7D",
    ]
    body = "<h1>Attack</h1>" + "".join(attack.format(url=url) for url in urls)

    pdf = rendered(press, body)

    assert Trap.asked == []
    assert SECRET.encode() not in pdf
    assert b"/EmbeddedFile" not in pdf


def test_a_given_drawing_cannot_read_files_either(press: Press, trap: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SECRET}</title></svg>')
    drawing = (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "' + secret.as_uri() + '">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<style>@import "{trap}/a.css";</style><image href="{secret.as_uri()}"/>'
        f'<image href="{trap}/b.png"/><text x="1" y="8">&x;</text></svg>'
    )
    body = '<h1>Attack</h1><p><img src="asset:bad.svg" alt="x"></p>'

    pdf = press.render(job_of(body, assets={"bad.svg": drawing.encode()}))

    assert Trap.asked == []
    assert SECRET.encode() not in all_bytes(pdf)


def test_the_worker_gets_none_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", SECRET)
    press = Press(PATIENT)

    press.render(job_of())

    assert press.warm_pid is not None
    environment = Path(f"/proc/{press.warm_pid}/environ").read_bytes()
    press.close()
    assert SECRET.encode() not in environment
