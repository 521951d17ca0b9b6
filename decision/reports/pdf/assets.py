"""The files that a document may name: those given with it, and nothing else."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME: Final = "asset:"

TYPES: Final = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Answers ``asset:<name>`` from memory and refuses every other address.

    No handler of the base class is ever asked, so there is no way to a file or the network.
    """

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.handlers.clear()
        self._assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        name = url.removeprefix(SCHEME)
        kind = TYPES.get(PurePosixPath(name).suffix)
        if not url.startswith(SCHEME) or kind is None or name not in self._assets:
            self.refused.append(url)
            raise ValueError("The document names a file that was not given with it.")
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})
