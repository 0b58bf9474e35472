"""The one reader of lesson notebooks: cells, questions, exercises, points.

Everything else asks this module; nothing else opens a lesson's JSON.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import CourseError

PARTS = (
    "title",
    "setup",
    "question",
    "demo",
    "why",
    "myth",
    "followups",
    "task",
    "answer",
    "tests",
    "recap",
)
LEVELS = ("junior", "mid", "senior")
MAX_NOTEBOOK_BYTES = 100 * 2**20

SETUP = """\
import os

import ipytest
from fastapi.testclient import TestClient

ipytest.autoconfig(
    clean="test_*",
    raise_on_error=True,
    run_in_thread=True,
    addopts=[
        "-q", "--tb=short", "--no-header", "-c", os.devnull, "--confcutdir=.",
        "--disable-plugin-autoload", "-p", "anyio.pytest_plugin",
        "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception",
    ],
)"""
SETUP_NAMES = frozenset({"os", "ipytest", "TestClient"})

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS[^\n]*\n(.*?)^[ \t]*### END HIDDEN TESTS[^\n]*\n?", re.S | re.M
)
_SOLUTION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN SOLUTION[^\n]*\n(.*?)^[ \t]*### END SOLUTION[^\n]*\n?",
    re.S | re.M,
)
_STARTER = re.compile(
    r"^[ \t]*### BEGIN STARTER[^\n]*\n(.*?)^[ \t]*### END STARTER[^\n]*\n?", re.S | re.M
)
STUB = """\
# YOUR CODE HERE
raise NotImplementedError("Not answered yet: replace this line with your code.")"""


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook, in the terms of the course."""

    id: str
    kind: str  # markdown or code
    source: str
    metadata: dict[str, Any]
    outputs: tuple[dict[str, Any], ...] = ()

    @property
    def info(self) -> dict[str, Any]:
        """The course's own metadata: part, question or exercise."""
        info = self.metadata.get("interview")
        return info if isinstance(info, dict) else {}

    @property
    def part(self) -> str:
        return str(self.info.get("part", ""))

    @property
    def grading(self) -> dict[str, Any]:
        """nbgrader's metadata."""
        grading = self.metadata.get("nbgrader")
        return grading if isinstance(grading, dict) else {}

    @property
    def grade_id(self) -> str:
        return str(self.grading.get("grade_id", ""))

    @property
    def is_tests(self) -> bool:
        return bool(self.grading.get("grade")) and not self.grading.get("solution")

    @property
    def heading(self) -> str:
        """The text of the first heading, without its #s."""
        found = re.search(r"^#+ (.+)$", self.source, re.M)
        return found[1].strip() if found else ""


@dataclass(frozen=True)
class Test:
    """One test function of a tests cell."""

    name: str
    says: str  # its docstring: the behaviour in the learner's words
    hidden: bool


@dataclass(frozen=True)
class Exercise:
    """A task, its answer and its tests."""

    id: str
    task: Cell
    answer: Cell
    tests_cell: Cell
    points: float

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        hidden = {node.name for node in _tests(_hidden_source(self.tests_cell.source))}
        return tuple(
            Test(node.name, (ast.get_docstring(node) or node.name).strip(), node.name in hidden)
            for node in _tests(python_of(self.tests_cell.source))
        )

    @cached_property
    def graded_names(self) -> tuple[str, ...]:
        """What the tests need of the learner: the free names of the tests cell."""
        return free_names(python_of(self.tests_cell.source))

    @property
    def title(self) -> str:
        return self.task.heading.partition("·")[2].strip() or self.id

    @property
    def stub(self) -> str:
        """The answer cell as the learner first sees it."""
        return clear_solution(self.answer.source)


@dataclass(frozen=True)
class Question:
    """An interview question and the cell that answers it."""

    id: str
    title: str
    cell_id: str


@dataclass(frozen=True)
class Lesson:
    """A lesson as it stands in source/ or release/, or a learner's copy of one."""

    name: str  # NN_topic
    path: Path
    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def title(self) -> str:
        return next((c.heading for c in self.cells if c.part == "title"), "") or self.name

    @property
    def _title_info(self) -> dict[str, Any]:
        return next((c.info for c in self.cells if c.part == "title"), {})

    @property
    def level(self) -> str:
        return str(self._title_info.get("level", ""))

    @property
    def minutes(self) -> int:
        return int(self._title_info.get("minutes", 0))

    @property
    def claims(self) -> tuple[str, ...]:
        """The question ids that the title cell says this lesson answers."""
        return tuple(self._title_info.get("questions", ()))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(
            Question(str(c.info["question"]), c.heading.partition("·")[2].strip(), c.id)
            for c in self.cells
            if c.part == "question" and "question" in c.info
        )

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """In the order of their tests. Raises CourseError when a cell of one is missing."""
        found = []
        for tests in self.cells:
            if not tests.is_tests:
                continue
            name = tests.grade_id.removesuffix("_tests")
            cells = {c.part: c for c in self.cells if c.info.get("exercise") == name}
            for part in ("task", "answer"):
                if part not in cells:
                    raise CourseError(
                        f"{self.path}: exercise {name!r} has no {part} cell: add one with "
                        f'metadata.interview = {{"part": "{part}", "exercise": "{name}"}}.'
                    )
            points = float(tests.grading.get("points", 0))
            found.append(Exercise(name, cells["task"], cells["answer"], tests, points))
        return tuple(found)

    def exercise(self, name: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        known = ", ".join(e.id for e in self.exercises)
        raise CourseError(f"{self.name} has no exercise {name!r}; it has {known}.")

    @property
    def points(self) -> float:
        return sum(e.points for e in self.exercises)

    @cached_property
    def setup(self) -> str:
        return next((c.source for c in self.cells if c.part == "setup"), SETUP)

    @cached_property
    def digest(self) -> str:
        """Changes when any cell of the lesson does."""
        text = json.dumps([[c.id, c.source, c.metadata] for c in self.cells], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def read_lesson(path: Path) -> Lesson:
    """The notebook at `path`, named after its file.

    Raises CourseError, in one line, for a file that is missing, unreadable or no notebook.
    """
    notebook = read_notebook(path)
    cells = []
    for number, raw in enumerate(notebook["cells"], 1):
        source = raw.get("source", "")
        metadata = raw.get("metadata")
        outputs = raw.get("outputs") or ()
        cells.append(
            Cell(
                id=str(raw.get("id", f"cell-{number}")),
                kind=str(raw.get("cell_type", "")),
                source="".join(map(str, source)) if isinstance(source, list) else str(source),
                metadata=metadata if isinstance(metadata, dict) else {},
                outputs=tuple(o for o in outputs if isinstance(o, dict))
                if isinstance(outputs, list)
                else (),
            )
        )
    metadata = notebook.get("metadata")
    return Lesson(path.stem, path, tuple(cells), metadata if isinstance(metadata, dict) else {})


def read_notebook(path: Path) -> dict[str, Any]:
    """The JSON of a notebook in format 4, checked as far as the course relies on it.

    Older formats are converted. Raises CourseError, in one line, for anything else.
    """
    try:
        size = path.stat().st_size
        if size > MAX_NOTEBOOK_BYTES:
            raise CourseError(
                f"{path} has {size / 2**20:.0f} MB: clear its outputs and save it again."
            )
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(f"{path} does not exist.") from None
    except IsADirectoryError:
        raise CourseError(f"{path} is a folder, not a notebook.") from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path} is not UTF-8 text: open it in JupyterLab and save it.") from None
    except RecursionError:
        raise CourseError(f"{path} is nested too deeply to be a notebook.") from None
    except ValueError as error:
        raise CourseError(f"{path} is not a notebook: its JSON ends or breaks ({error}).") from None
    if isinstance(notebook, dict) and notebook.get("nbformat") != 4:
        notebook = _upgrade(path, notebook)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise CourseError(f"{path} is JSON, but not a notebook: it has no list of cells.")
    if not all(isinstance(cell, dict) for cell in notebook["cells"]):
        raise CourseError(f"{path} has a cell that is not a cell: restore it from your own copy.")
    return notebook


def _upgrade(path: Path, notebook: dict[str, Any]) -> Any:
    """A notebook of another format in format 4, if nbformat knows the way."""
    import nbformat

    try:
        return json.loads(nbformat.writes(nbformat.convert(nbformat.from_dict(notebook), 4)))
    except Exception:
        raise CourseError(
            f"{path} has notebook format {notebook.get('nbformat')!r}, not 4: "
            "open it in JupyterLab and save it."
        ) from None


def python_of(source: str) -> str:
    """A cell's Python without its cell magic line, line numbers kept."""
    return re.sub(r"\A\s*%%\w+[^\n]*", "", source)


def clear_hidden_tests(source: str) -> str:
    """A tests cell as the learner sees it."""
    return _HIDDEN.sub("", source).rstrip("\n")


def clear_solution(source: str) -> str:
    """An answer cell as the learner first sees it.

    A solution region becomes the stub; where the cell has a starter region, the commented
    code in it takes its place, as in an exercise that hands out a service to repair.
    """
    starter = _STARTER.search(source)

    def stub(match: re.Match[str]) -> str:
        if starter:
            return ""
        return "".join(f"{match['indent']}{line}\n" for line in STUB.splitlines())

    source = _SOLUTION.sub(stub, source)
    return _STARTER.sub(lambda match: _uncomment(match[1]), source).rstrip("\n")


def _uncomment(block: str) -> str:
    return "".join(re.sub(r"^(\s*)# ?", r"\1", line) for line in block.splitlines(keepends=True))


def _hidden_source(source: str) -> str:
    return "\n".join(match[1] for match in _HIDDEN.finditer(source))


def _tests(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise CourseError(f"A tests cell does not parse: {error}.") from None
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test_"
        ):
            yield node


def free_names(source: str) -> tuple[str, ...]:
    """Names that the code reads and nobody in it, in Python or in the setup cell defines."""
    import symtable

    used: set[str] = set()
    bound: set[str] = set()

    def walk(table: symtable.SymbolTable) -> None:
        for symbol in table.get_symbols():
            if table.get_type() == "module":
                if symbol.is_assigned() or symbol.is_imported():
                    bound.add(symbol.get_name())
                if symbol.is_referenced():
                    used.add(symbol.get_name())
            elif symbol.is_global() and symbol.is_referenced():
                used.add(symbol.get_name())
            elif symbol.is_global() and symbol.is_assigned():
                bound.add(symbol.get_name())
        for child in table.get_children():
            walk(child)

    walk(symtable.symtable(source, "<tests>", "exec"))
    return tuple(sorted(used - bound - SETUP_NAMES - set(dir(builtins)) - {"__file__"}))
