"""A course of its own for each test that grades, releases or exchanges."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from fastapi_interview.course import Course
from fastapi_interview.grading.engine import Engine
from fastapi_interview.lesson import Lesson, read_lesson

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OVERHEAD = ROOT / "benchmarks" / "overhead" / "00_overhead.ipynb"


@pytest.fixture(scope="session")
def project() -> Course:
    """The course in this checkout."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def overhead() -> Lesson:
    """A lesson of five small exercises with two tests each."""
    return read_lesson(OVERHEAD)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine(sandbox=None) as engine:
        yield engine


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with one small lesson, released."""
    return make_course(tmp_path / "course", {"00_overhead": OVERHEAD})


def make_course(root: Path, lessons: Mapping[str, Path]) -> Course:
    root.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for name, path in lessons.items():
        (root / "source" / name).mkdir(parents=True)
        shutil.copy(path, root / "source" / name / f"{name}.ipynb")
    (root / "notebooks").mkdir()
    course = Course(root)
    from fastapi_interview.release import make_release

    make_release(course, course.names)
    return course


def submit(
    course: Course,
    student: str,
    answers: Mapping[str, str] | None = None,
    name: str = "00_overhead",
) -> Path:
    """Put a submission where nbgrader collects it: the release with these answers filled in."""
    notebook = json.loads(course.release_of(name).read_text("utf-8"))
    for cell in notebook["cells"]:
        answer = (answers or {}).get(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if answer is not None:
            cell["source"] = answer
    path = course.root / "submitted" / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def references(lesson: Lesson) -> dict[str, str]:
    """The reference answer of each exercise."""
    return {e.id: e.answer.source for e in lesson.exercises}


def run(
    *command: str, cwd: Path, check: bool = True, env: Mapping[str, str] | None = None,
    timeout: float = 300,
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Run one of the environment's programs as its user would, in a clean terminal."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    environment |= {"NO_COLOR": "1", "PYTHONWARNINGS": "ignore", **(env or {})}
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=cwd, env=environment, timeout=timeout,
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if check:
        assert done.returncode == 0, (
            f"{command} exits {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
    return done


def _missing(*programs: str) -> list[str]:
    """What a laptop may lack. CI may not: there a test without its program fails."""
    if os.environ.get("CI"):
        return []
    return [program for program in programs if shutil.which(program) is None]


def skip_without(*programs: str, package: str) -> pytest.MarkDecorator:
    """Skip, with what to install, on a laptop."""
    return pytest.mark.skipif(
        bool(_missing(*programs)), reason=f"needs {package}: apt install {package}"
    )


needs_sandbox = pytest.mark.skipif(
    sys.platform != "linux" or bool(_missing("bwrap")),
    reason="needs bubblewrap on Linux: apt install bubblewrap",
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


needs_postgres = pytest.mark.skipif(
    _postgres_programs() is None and not os.environ.get("CI"),
    reason="needs postgresql: apt install postgresql",
)


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own; gives the URL of an empty database."""
    programs = _postgres_programs()
    assert programs, "needs postgresql: apt install postgresql"
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path("/tmp") / f"pg-{os.getpid()}-{free_port()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    data, port = folder / "data", free_port()
    try:
        subprocess.run(
            [*user, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "course"],
            check=True, capture_output=True,
        )  # fmt: skip
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        subprocess.run(
            [*user, str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-w",
             "-l", str(folder / "log"), "start"],
            check=True, capture_output=True,
        )  # fmt: skip
        try:
            yield f"postgresql+psycopg://course@127.0.0.1:{port}/postgres"
        finally:
            stop = [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
            subprocess.run([*user, *stop], check=True, capture_output=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
