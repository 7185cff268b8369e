"""Hears what a page asks for and complains of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

GONE = "net::ERR_ABORTED"
"""What the browser says of a request that it ended itself: it left the page, or a download began."""


@dataclass
class Heard:
    """The addresses that were asked for, and every error, warning and failed request."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note what is asked for; the document's own data: and blob: addresses ask nobody."""
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def failed(self, request: Request) -> None:
        """Note a request that came to nothing."""
        if request.failure != GONE:
            self.complaints.append(f"{request.url}: {request.failure}")

    def answered(self, response: Response) -> None:
        """Note an answer that is an error."""
        if response.status >= 400:
            self.complaints.append(f"{response.url}: {response.status}")

    def said(self, message: ConsoleMessage) -> None:
        """Note an error or a warning on the console."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def broke(self, error: Error) -> None:
        """Note an error that no script caught."""
        self.complaints.append(str(error))


@contextmanager
def listening(tab: Page) -> Iterator[Heard]:
    """Listen to a page."""
    heard = Heard()
    tab.on("request", heard.request)
    tab.on("requestfailed", heard.failed)
    tab.on("response", heard.answered)
    tab.on("console", heard.said)
    tab.on("pageerror", heard.broke)
    yield heard
    tab.remove_listener("request", heard.request)
    tab.remove_listener("requestfailed", heard.failed)
    tab.remove_listener("response", heard.answered)
    tab.remove_listener("console", heard.said)
    tab.remove_listener("pageerror", heard.broke)
