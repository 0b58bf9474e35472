"""The answers of the lesson on data access hold on PostgreSQL as they do on SQLite."""

from __future__ import annotations

import itertools
import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from conftest import ROOT, needs_postgres, postgres
from fastapi_interview.course import Course
from fastapi_interview.lesson import python_of

LESSON = "15_sqlalchemy"
ANSWERS = sorted(
    (path.parent.name, path.stem) for path in ROOT.glob(f"tests/answers/{LESSON}/*/right_*.py")
)
ANSWERS += sorted({(exercise, "reference") for exercise, _ in ANSWERS})

pytestmark = needs_postgres


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


class Databases:
    """A new, empty database for each app; the apps of a test are gone when it ends."""

    _numbers = itertools.count()

    def __init__(self, server: str) -> None:
        import sqlalchemy

        self._server = server
        self._engine = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
        self._made: list[str] = []

    def _run(self, statement: str) -> None:
        import sqlalchemy

        with self._engine.connect() as connection:
            connection.execute(sqlalchemy.text(statement))

    def new(self) -> str:
        name = f"answer_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        self._made.append(name)
        return self._server.rpartition("/")[0] + f"/{name}"

    def drop(self) -> None:
        for name in self._made:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._made.clear()


@pytest.mark.parametrize(("exercise", "answer"), ANSWERS)
def test_an_answer_on_postgresql(
    exercise: str, answer: str, server: str, project: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = project.lesson(LESSON)
    found = next(e for e in lesson.exercises if e.id == exercise)
    if answer == "reference":
        source = found.answer.source
    else:
        source = (project.answers / LESSON / exercise / f"{answer}.py").read_text("utf-8")
    databases = Databases(server)
    module = types.ModuleType("answer")
    monkeypatch.setitem(sys.modules, "answer", module)
    exec(compile(source, answer, "exec", dont_inherit=True), module.__dict__)
    make = module.create_app

    def create_app(database_url: None = None, *arguments: Any, **options: Any) -> Any:
        return make(databases.new(), *arguments, **options)

    tests: dict[str, Any] = {"TestClient": TestClient, "create_app": create_app}
    cell = python_of(found.tests_cell.source)
    exec(compile(cell, exercise, "exec", dont_inherit=True), tests)
    assert found.tests, "there must be something to run"
    for test in found.tests:
        try:
            tests[test.name]()
        finally:
            databases.drop()
