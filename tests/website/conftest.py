"""The site, its server, its offline bundle, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from website.building import built_site, unzipped_bundle
from website.serving import served

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000
"""Milliseconds until a browser that waits in vain gives up."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of one run of the tests share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "website"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The built site."""
    return built_site(shared)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def bundle(site: Path, shared: Path) -> Path:
    """The offline bundle, unzipped."""
    return unzipped_bundle(site, shared)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; Chromium or Chrome of the system, else the one that Playwright has downloaded."""
    with sync_playwright() as playwright:
        system = shutil.which("chromium") or shutil.which("google-chrome")
        started = playwright.chromium.launch(executable_path=system, args=FLAGS, timeout=60_000)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own, at the width of a desktop."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
