"""What stops a command."""

from __future__ import annotations

from generator.problems import Problem


class Trouble(Exception):
    """Stops a command: what is wrong and what to do, for one line of the terminal.

    `exit_code` is 2 where the command was called wrongly, else 1.
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class Refused(Exception):
    """The evidence, or a page of docs/, has problems that must be mended first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def explained(error: OSError) -> str:
    """Return what the system refused, in one line with what to do."""
    where = f"{error.filename}: " if error.filename else ""
    what = error.strerror or str(error) or type(error).__name__
    todo = {
        PermissionError: "Check who owns the file or folder, or choose another with the command's options.",
        FileNotFoundError: "Check the name, and that the folder above it exists.",
        IsADirectoryError: "A folder stands where a file is wanted; name another place.",
        NotADirectoryError: "A file stands where a folder is wanted; name another place.",
    }.get(type(error), "Check the disk and the name, then try again.")
    return f"{where}{what}. {todo}"
