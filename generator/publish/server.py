"""Shows the site while somebody edits: rewrites pages as files change, and leaves reloading to the site's builder."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import FrameType

from generator.problems import as_text, summary
from generator.publish.builder import COMMAND, settings_of
from generator.publish.project import Project
from generator.publish.refresh import Written, write_pages
from generator.publish.steps import Say, Steps
from generator.publish.trouble import Trouble, explained
from generator.publish.watch import watching

HOST = "127.0.0.1"
_QUIET = 0.2
"""Seconds without a further edit after which the pages are rewritten."""
_FIRST_LOOK = 0.5
"""Seconds in which the builder takes its first look at the files it watches."""
_PATIENCE = 300.0
"""Seconds that the first build may take."""


def serve(project: Project, port: int, say: Say) -> None:
    """Serve the site until interrupted. Raises Trouble where it cannot start, or the builder ends by itself."""
    project.must_be_whole()
    must_be_free(port)
    written = write_pages(project, project.pages, Steps(say), allow_broken=True)
    tell(written, say)
    with (
        _terminable(),
        watching(folder for folder in (project.evidence, project.docs) if folder.is_dir()) as edits,
        _builder(project, port, written) as run,
    ):
        say("Building the site with MkDocs; this takes a moment …")
        _wait_until_it_answers(run, port)
        say(f"The site: http://{HOST}:{port}/  It follows your edits of evidence/ and docs/. Ctrl-C ends it.")
        while run.poll() is None:
            if edits.within(1.0, _QUIET):
                rewrite(project, say)
        raise Trouble("MkDocs has ended by itself; its message stands above. Start again: evidence serve")


def rewrite(project: Project, say: Say) -> None:
    """Write the pages anew after an edit. Whatever is wrong is said, and the server goes on."""
    try:
        start = monotonic()
        written = write_pages(project, project.pages, Steps(lambda _: None), allow_broken=True)
    except OSError as error:
        say(explained(error))
    except Exception as error:
        say(f"The pages stay as they were: {type(error).__name__}: {error}")
    else:
        changes = written.changes
        say(f"{changes.written} files written, {changes.removed} removed in {monotonic() - start:.1f} s.")
        tell(written, say)


def tell(written: Written, say: Say) -> None:
    """Say the problems, if any."""
    if written.problems:
        say(as_text(written.problems) + summary(written.problems))


def must_be_free(port: int) -> None:
    """Raise Trouble where something else listens at the port, or we may not."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except OSError as error:
        raise Trouble(
            f"Port {port} cannot be used ({(error.strerror or '').lower()}). Choose another: evidence serve --port {port + 1}",
            2,
        ) from None


@contextmanager
def _builder(project: Project, port: int, written: Written) -> Iterator[subprocess.Popen[bytes]]:
    """Run the builder's server in a session of its own, so that Ctrl-C reaches us alone and we end it."""
    command = (*COMMAND, "serve", "--quiet", "--config-file", "mkdocs.yml", "--dev-addr", f"{HOST}:{port}")
    theme = project.docs / "theme"
    watch = ("--watch", str(theme.absolute())) if theme.is_dir() else ()
    with TemporaryDirectory(prefix="evidence-serve-", ignore_cleanup_errors=True) as scratch:
        # With an address of its own the site would be served under that address's path. What the builder
        # leaves behind when it is ended lies in our folder.
        environment = {
            **settings_of(written.past, written.evidence),
            "EVIDENCE_SITE_URL": "",
            "TMPDIR": scratch,
        }
        run = subprocess.Popen(
            (*command, *watch),
            cwd=project.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield run
        finally:
            _end(run)


def _end(run: subprocess.Popen[bytes]) -> None:
    run.terminate()
    try:
        run.wait(5)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()


def _wait_until_it_answers(run: subprocess.Popen[bytes], port: int) -> None:
    end = monotonic() + _PATIENCE
    while run.poll() is None and monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                sleep(_FIRST_LOOK)
                return
        sleep(0.1)
    if run.poll() is not None:
        raise Trouble("MkDocs could not start; its message stands above.")


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to terminate end the builder too, as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
