"""Visits to the site, and reading the pages that come back."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.systems import Shop


def opened(secret: str) -> Client:
    """A browser that has opened a link."""
    client = Client(raise_request_exception=False)
    response = client.post(reverse("link-open", args=[secret]))
    assert response.status_code == 303
    return client


def address(shop: Shop, name: str, *arguments: object) -> str:
    return reverse(name, args=[shop.assessment.pk, *arguments])


@dataclass
class Page(HTMLParser):
    """The elements of a page, in order: tag and attributes; and the text of scripts."""

    html: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] in {"script", "style"}:
            self.scripts.append(data)
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def attributes(self, tag: str, name: str) -> list[str]:
        return [found[name] for each, found in self.elements if each == tag and name in found]

    def field(self, name: str) -> str:
        """The value of the input with this name."""
        values = [
            found.get("value", "")
            for tag, found in self.elements
            if tag == "input" and found.get("name") == name
        ]
        return values[0]


def page(response: HttpResponse | Any) -> Page:
    return Page(response.content.decode())
