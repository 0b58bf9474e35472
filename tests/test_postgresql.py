"""The answers of the lesson on data access hold on PostgreSQL as they do on SQLite."""

from __future__ import annotations

import sys
import types
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text

from conftest import ROOT, needs_postgres, postgres
from fastapi_interview import check
from fastapi_interview.course import Course
from fastapi_interview.lesson import python_of

LESSON = Course(ROOT).lesson("15_sqlalchemy")
RIGHT = [a for a in check.answers(Course(ROOT), LESSON) if not a.fails]

pytestmark = needs_postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Engine]:
    with postgres() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()


def _new_database(server: Engine) -> str:
    """The URL of a new, empty database."""
    name = f"answer_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return server.url.set(database=name).render_as_string(hide_password=False)


def _drop_databases(server: Engine) -> None:
    with server.connect() as connection:
        found = connection.scalars(
            text("SELECT datname FROM pg_database WHERE datname LIKE 'answer!_%' ESCAPE '!'")
        ).all()
        for name in found:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.mark.parametrize("answer", RIGHT, ids=lambda a: f"{a.exercise.id}-{a.path.stem}")
def test_an_answer_on_postgresql(
    answer: check.Answer, server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = types.ModuleType("answer")
    monkeypatch.setitem(sys.modules, "answer", module)
    exec(compile(answer.source, str(answer.path), "exec", dont_inherit=True), module.__dict__)

    def create_app(database_url: None = None, *arguments: Any, **options: Any) -> Any:
        return module.create_app(_new_database(server), *arguments, **options)

    tests: dict[str, Any] = {"TestClient": TestClient, "create_app": create_app}
    cell = python_of(answer.exercise.tests_cell.source)
    exec(compile(cell, answer.exercise.id, "exec", dont_inherit=True), tests)
    assert answer.exercise.tests, "there must be something to run"
    for test in answer.exercise.tests:
        try:
            tests[test.name]()
        finally:
            _drop_databases(server)
