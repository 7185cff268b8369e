"""Notices edits of folders, several at once as one."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.publish.trouble import Trouble

_EDITS = ("created", "modified", "moved", "deleted")


class Edits(FileSystemEventHandler):
    """Remembers that something was edited, until somebody asks."""

    def __init__(self) -> None:
        self._seen = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an edit; that a file was read is none."""
        if event.event_type in _EDITS and not (event.is_directory and event.event_type == "modified"):
            self._seen.set()

    def within(self, seconds: float, quiet: float) -> bool:
        """Wait up to `seconds` for an edit; once there is one, until nothing more came for `quiet` seconds."""
        if not self._seen.wait(seconds):
            return False
        while self._seen.is_set():
            self._seen.clear()
            self._seen.wait(quiet)
        return True


@contextmanager
def watching(folders: Iterable[Path]) -> Iterator[Edits]:
    """Watch folders with all that is in them. Raises Trouble where the system allows no watching."""
    edits, folders = Edits(), list(folders)
    observer = _started(Observer(), edits, folders) or _started(PollingObserver(), edits, folders)
    if observer is None:
        raise Trouble(
            "The system allows no more folders to be watched. End other programs that watch folders."
        )
    try:
        yield edits
    finally:
        observer.stop()
        observer.join()


def _started(observer: BaseObserver, edits: Edits, folders: list[Path]) -> BaseObserver | None:
    """Start an observer; None where the system allows no more of its kind."""
    try:
        for folder in folders:
            observer.schedule(edits, str(folder), recursive=True)
        observer.start()
    except OSError:
        return None
    return observer
