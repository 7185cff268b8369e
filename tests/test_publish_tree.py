"""Trees of files: only what changed is written, what is stale goes, and nobody else's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from publish_folder import tree

from generator.publish.tree import MARKER, Changes, write_tree
from generator.publish.trouble import Trouble


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    out = tmp_path / "pages"
    assert write_tree({"a.md": "1", "b/c.bin": b"\0\r\n"}, out) == Changes(2, 0)
    before = (out / "b/c.bin").stat().st_mtime_ns
    assert write_tree({"a.md": "2", "b/c.bin": b"\0\r\n"}, out) == Changes(1, 0)
    assert (out / "b/c.bin").stat().st_mtime_ns == before
    assert tree(out) == {"a.md": b"2", "b/c.bin": b"\0\r\n", MARKER: b""}


def test_what_is_no_longer_made_is_removed_with_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "pages"
    write_tree({"a.md": "1", "b/c/d.md": "1"}, out)
    assert write_tree({"a.md": "1"}, out) == Changes(0, 1)
    assert sorted(path.name for path in out.iterdir()) == [MARKER, "a.md"]


def test_others_may_stay(tmp_path: Path) -> None:
    write_tree({"a.md": "1"}, tmp_path / "pages")
    write_tree({"b.md": "1"}, tmp_path / "pages", keep_others=True)
    assert set(tree(tmp_path / "pages")) == {"a.md", "b.md", MARKER}


def test_a_folder_may_take_the_place_of_a_file_and_a_file_of_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "pages"
    write_tree({"a/b": "1", "c": "1"}, out)
    write_tree({"a": "1", "c/d": "1"}, out)
    assert set(tree(out)) == {"a", "c/d", MARKER}


def test_a_folder_with_files_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Trouble, match="holds files that this command did not write") as caught:
        write_tree({"a.md": "1"}, tmp_path)
    assert caught.value.exit_code == 2
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_no_half_written_file_stays_behind(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / MARKER).touch()
    with pytest.raises(OSError, match=r"."):
        write_tree({"a" * 300: "1"}, tmp_path / "pages")
    assert set(tree(tmp_path)) == {f"pages/{MARKER}"}
