"""The engine gives the verdict that JupyterLab gives, whichever way the processes come about."""

from __future__ import annotations

import json
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import ROOT
from fastapi_interview.check import answers
from fastapi_interview.course import Course
from fastapi_interview.grading.engine import Engine
from fastapi_interview.grading.limits import Limits
from fastapi_interview.grading.processes import NewPairs
from fastapi_interview.grading.submission import restore
from fastapi_interview.lesson import Cell, Exercise, Lesson, free_names, read_lesson

LESSONS = sorted(path.parent.name for path in ROOT.glob("source/*/*.ipynb"))

WIDE = """
import asyncio
import contextlib
from typing import Annotated

from fastapi import (
    BackgroundTasks, Cookie, Depends, FastAPI, File, HTTPException, Request, Response, UploadFile,
    WebSocket,
)
from fastapi.responses import StreamingResponse

HELD = {"answer": [42, None, "é"]}


def twice(n: int, *, plus: int = 0) -> int:
    return 2 * n + plus


def clocked(clock) -> list:
    return [clock(), clock()]


def create_app(upstream=None) -> FastAPI:
    log = []

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI):
        log.append("up")
        yield {"pool": object(), "size": 3}
        log.append("down")

    app = FastAPI(lifespan=lifespan)
    lock = asyncio.Lock()

    @app.get("/state")
    def state(request: Request):
        return {"size": request.state.size, "log": log}

    @app.get("/lock")
    async def locked():
        async with lock:
            await asyncio.sleep(0)
        return "free"

    @app.post("/upload")
    async def upload(file: UploadFile):
        return {"name": file.filename, "size": len(await file.read())}

    @app.get("/stream")
    def stream():
        return StreamingResponse(iter([b"a" * 10, b"b" * 3_000_000]))

    @app.get("/fail/{kind}")
    def fail(kind: str):
        raise {"value": ValueError("broken"), "key": KeyError("k"), "http": HTTPException(418)}[kind]

    @app.get("/cookie")
    def cookie(response: Response, seen: Annotated[str | None, Cookie()] = None):
        response.set_cookie("seen", "yes")
        return seen

    @app.get("/background")
    async def background(tasks: BackgroundTasks):
        tasks.add_task(log.append, "background")
        return log

    @app.websocket("/chat")
    async def chat(socket: WebSocket):
        if socket.query_params.get("token") != "t":
            raise HTTPException(403)
        await socket.accept(subprotocol="v1")
        async for text in socket.iter_text():
            await socket.send_json({"echo": text})

    @app.get("/upstream")
    async def ask():
        import httpx2

        transport = httpx2.ASGITransport(app=upstream)
        async with httpx2.AsyncClient(transport=transport, base_url="http://up") as client:
            return (await client.get("/price")).json()

    return app
"""

WIDE_TESTS = '''%%ipytest
import asyncio

import httpx2
import pytest
from fastapi import FastAPI


def test_values_and_functions():
    """JSON values and functions of JSON arguments cross."""
    assert HELD == {"answer": [42, None, "é"]}, HELD
    assert twice(4, plus=1) == 9, "expected 9"
    ticks = iter([1.5, 2.5])
    assert clocked(lambda: next(ticks)) == [1.5, 2.5], "expected the test's clock"


def test_lifespan_state():
    """Lifespan runs with the client, and its state reaches requests."""
    app = create_app()
    with TestClient(app) as client:
        assert client.get("/state").json() == {"size": 3, "log": ["up"]}, "expected up"
        assert [client.get("/lock").json() for _ in range(3)] == ["free"] * 3, "expected free"
    with TestClient(app) as client:
        assert client.get("/state").json()["log"] == ["up", "down", "up"], "expected down between"


def test_files_and_streams():
    """Uploads and streams of megabytes arrive whole."""
    client = TestClient(create_app())
    sent = client.post("/upload", files={"file": ("ä.bin", b"x" * 2_500_000)}).json()
    assert sent == {"name": "ä.bin", "size": 2_500_000}, sent
    with client.stream("GET", "/stream") as response:
        assert sum(len(c) for c in response.iter_bytes()) == 3_000_010, "expected all bytes"


def test_exceptions():
    """Exceptions keep their type and message, or are a 500."""
    client = TestClient(create_app())
    with pytest.raises(ValueError, match="broken"):
        client.get("/fail/value")
    with pytest.raises(KeyError, match="k"):
        client.get("/fail/key")
    assert client.get("/fail/http").status_code == 418, "expected 418"
    quiet = TestClient(create_app(), raise_server_exceptions=False)
    assert quiet.get("/fail/value").status_code == 500, "expected 500"


def test_cookies_and_background():
    """Cookies stay with the client, background tasks have run when the answer is there."""
    client = TestClient(create_app())
    assert [client.get("/cookie").json() for _ in range(2)] == [None, "yes"], "expected a cookie"
    client.get("/background")
    assert "background" in client.get("/background").json(), "expected the task to have run"


def test_websockets():
    """A socket is denied before accept, echoes after, and ends."""
    client = TestClient(create_app())
    with pytest.raises(Exception):
        with client.websocket_connect("/chat"):
            pass
    with client.websocket_connect("/chat?token=t", subprotocols=["v1"]) as socket:
        assert socket.accepted_subprotocol == "v1", "expected v1"
        for word in ("a", "b"):
            socket.send_text(word)
            assert socket.receive_json() == {"echo": word}, "expected an echo"


def test_concurrency():
    """Concurrent requests of one loop share it."""
    async def main():
        transport = httpx2.ASGITransport(app=create_app())
        async with httpx2.AsyncClient(transport=transport, base_url="http://t") as client:
            return await asyncio.gather(*[client.get("/lock") for _ in range(20)])

    assert [r.json() for r in asyncio.run(main())] == ["free"] * 20, "expected free"


def test_an_upstream_of_the_test():
    """An app of the test's is the upstream."""
    upstream = FastAPI()

    @upstream.get("/price")
    def price():
        return {"price": 7}

    assert TestClient(create_app(upstream)).get("/upstream").json() == {"price": 7}, "expected 7"


### BEGIN HIDDEN TESTS
def test_wrong_on_purpose():
    """Fails, in words."""
    got = twice(1)
    assert got == 3, f"expected 3, got {got}"
### END HIDDEN TESTS
'''


@pytest.fixture(scope="module")
def wide(overhead: Lesson) -> Lesson:
    """A lesson whose one exercise uses all that may cross the bridge."""
    first = overhead.exercises[0]
    answer = replace(first.answer, source=WIDE)
    tests = replace(first.tests_cell, source=WIDE_TESTS)
    return replace(
        overhead, cells=(overhead.cells[0], overhead.cells[1], first.task, answer, tests)
    )


def _failed_in_jupyter(setup: str, answer: str, tests: str) -> set[str]:
    """The tests that fail when everything runs in one kernel."""
    cells = [nbformat.v4.new_code_cell(source) for source in (setup, answer, tests)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with _jupyter(notebook, allow_errors=True) as client:
        client.execute()
    text = "".join(o.get("text", "") for o in notebook.cells[2].outputs)
    assert "passed" in text or "failed" in text, text
    return set(re.findall(r"FAILED \S+?::(\w+)", re.sub(r"\x1b\[[0-9;]*m", "", text)))


@contextmanager
def _jupyter(
    notebook: nbformat.NotebookNode, allow_errors: bool = False
) -> Iterator[NotebookClient]:
    """A client whose kernel works in a folder of its own: ipytest writes files."""
    with tempfile.TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        yield NotebookClient(notebook, timeout=120, allow_errors=allow_errors, resources=resources)


def _failed(engine: Engine, lesson: Lesson, exercise: Exercise, answer: str) -> set[str]:
    verdict = engine.judge_answer(lesson, exercise, answer)
    return {t.name for t in verdict.tests if not t.passed}


def test_all_that_crosses_gives_the_same_verdicts(engine: Engine, wide: Lesson) -> None:
    exercise = wide.exercises[0]
    judged = _failed(engine, wide, exercise, WIDE)
    assert judged == {"test_wrong_on_purpose"}, engine.judge_answer(wide, exercise, WIDE)
    assert judged == _failed_in_jupyter(wide.setup, WIDE, WIDE_TESTS)
    verdict = engine.judge_answer(wide, exercise, WIDE)
    assert verdict.tests[-1].message == "expected 3, got 2"


def test_new_interpreters_give_the_same_verdicts(wide: Lesson) -> None:
    with Engine(source_of_pairs=NewPairs()) as engine:
        assert _failed(engine, wide, wide.exercises[0], WIDE) == {"test_wrong_on_purpose"}


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_in_one_kernel_and_under_the_judge(
    name: str, project: Course, engine: Engine
) -> None:
    """Every reference, and one wrong answer of each exercise, in one kernel for the whole lesson."""
    lesson = project.lesson(name)
    cells, expected = [nbformat.v4.new_code_cell(lesson.setup)], []
    for _, group in groupby(answers(project, lesson), key=lambda a: a.exercise.id):
        reference, _stub, *others = group
        for answer in (reference, next(a for a in others if a.fails)):
            failed = _failed(engine, lesson, answer.exercise, answer.source)
            expected.append((answer.path, failed))
            tests = answer.exercise.tests_cell.source
            cells += [nbformat.v4.new_code_cell(s) for s in (answer.source, tests)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with _jupyter(notebook, allow_errors=True) as client:
        client.execute()
    for number, (path, failed) in enumerate(expected):
        text = "".join(o.get("text", "") for o in notebook.cells[2 + 2 * number].outputs)
        found = set(re.findall(r"FAILED \S+?::(\w+)", re.sub(r"\x1b\[[0-9;]*m", "", text)))
        assert found == failed, f"{path}: {text[-3000:]}"


def test_the_first_tests_cell_answers_at_once(project: Course) -> None:
    """Half a second after its kernel is up: plugin discovery would take seconds."""
    import time

    lesson = project.lesson("01_first_app")
    exercise = lesson.exercises[0]
    sources = (
        lesson.setup,
        exercise.answer.source,
        exercise.tests_cell.source,
        exercise.tests_cell.source,
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    took = []
    with _jupyter(notebook) as client, client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            began = time.monotonic()
            client.execute_cell(cell, number)
            took.append(time.monotonic() - began)
    assert took[2] < 6 * took[3] + 0.5, f"first {took[2]:.2f} s, second {took[3]:.2f} s"


def test_an_answer_does_not_inherit_its_neighbour_s_name(engine: Engine, overhead: Lesson) -> None:
    cells = []
    for cell in overhead.cells:
        if cell.part == "answer" and cell.grade_id != "greeting":
            cell = replace(cell, source="def create_app(:")
        cells.append(cell)
    verdict = engine.grade(overhead, restore(overhead, cells))
    assert [e.score for e in verdict.exercises] == [4, 0, 0, 0, 0]
    assert "SyntaxError" in verdict.exercises[1].tests[0].message


@pytest.mark.parametrize(
    "caller", [signal.default_int_handler, signal.SIG_IGN], ids=["terminal", "background"]
)
def test_an_interrupted_cell_costs_its_own_exercise_only(overhead: Lesson, caller: Any) -> None:
    """Also when the caller is a shell's background job, which ignores interrupts."""
    if sys.platform != "linux":
        pytest.skip("interrupts need warm parents, which need Linux")
    cells = [
        replace(c, source="while True:\n    pass") if c.id == "doubled" else c
        for c in overhead.cells
    ]
    before = signal.signal(signal.SIGINT, caller)
    try:
        with Engine(limits=Limits(cell_seconds=1)) as engine:
            verdict = engine.grade(overhead, restore(overhead, cells))
    finally:
        signal.signal(signal.SIGINT, before)
    assert [e.score for e in verdict.exercises] == [4, 0, 4, 4, 4]
    assert "interrupted after 1 seconds" in verdict.exercises[1].tests[0].message


def test_outputs_are_kept_for_feedback(engine: Engine, overhead: Lesson) -> None:
    code = "print('said')\nimport sys\nprint('err', file=sys.stderr)\ndisplay('shown')\n1 / 0"
    cells = [*overhead.cells[:2], Cell("extra", "code", code, {}), *overhead.cells[2:]]
    verdict = engine.grade(overhead, restore(overhead, cells))
    kinds = [(o["output_type"], o.get("name")) for o in verdict.outputs[2]]
    assert kinds == [
        ("stream", "stdout"), ("stream", "stderr"), ("display_data", None), ("error", None),
    ]  # fmt: skip
    assert verdict.outputs[2][-1]["ename"] == "ZeroDivisionError"
    assert verdict.score == 20
    json.dumps(verdict.as_json())


def test_free_names_are_what_a_learner_must_define() -> None:
    source = """
import json
LIMIT = 3
def _client(): return TestClient(create_app(LIMIT))
def test_one():
    rows = [row for row in solve(json.dumps(WORDS))]
    assert rows, f"{rows}"
"""
    assert free_names(source) == ("WORDS", "create_app", "solve")


def test_reading_keeps_ids_and_points() -> None:
    lesson = read_lesson(ROOT / "benchmarks" / "overhead" / "00_overhead.ipynb")
    assert lesson.points == 20
    assert [e.id for e in lesson.exercises] == [
        "greeting", "doubled", "sorted_words", "created", "agent",
    ]  # fmt: skip
    assert [t.hidden for t in lesson.exercises[0].tests] == [False, True]


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> Iterator[None]:
    """Kernels of these tests say nothing about frozen modules."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    yield
    patch.undo()
