"""The `interview` command. Errors are one line with the way out and exit 1; usage errors exit 2."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from .course import Course
from .errors import CourseError

if TYPE_CHECKING:
    from .grading.classroom import Row
    from .grading.verdict import Verdict

app = typer.Typer(
    help="A notebook course for FastAPI interviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True)
P = ParamSpec("P")
R = TypeVar("R")

Lessons = Annotated[
    list[str] | None, typer.Argument(help="09_dependencies, 09 or dependencies; default: all.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def plain_errors(function: Callable[P, R]) -> Callable[P, R]:
    """One line and exit 1 for what a person can put right."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        tools = str(Path(sys.executable).parent)  # nbgrader starts alembic by its bare name
        os.environ["PATH"] = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            return function(*args, **kwargs)
        except CourseError as error:
            err.print(f"[red]Error:[/red] {_safe(str(error))}", soft_wrap=True, highlight=False)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            err.print("Stopped.")
            raise typer.Exit(130) from None

    return wrapped


def _safe(text: str) -> str:
    return text.replace("[", r"\[")


@contextmanager
def progress_bar(what: str) -> Iterator[tuple[Callable[[int], None], Callable[[], None]]]:
    """(begin(total), step()): a bar on stderr, if that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield (
            lambda total: bar.update(task, total=total),
            lambda: bar.advance(task),
        )


@app.command()
@plain_errors
def lab(
    browser: Annotated[bool, typer.Option(help="Open a browser, or print the URL only.")] = True,
    port: Annotated[int, typer.Option(help="Where JupyterLab listens.")] = 8888,
) -> None:
    """Open the course in JupyterLab."""
    from .kernel import write_profile

    course = Course.find()
    argv = [
        sys.executable, "-m", "jupyterlab", f"--notebook-dir={course.root}", f"--port={port}",
        "--LabApp.default_url=/lab/tree/notebooks/start_here.ipynb",
        f"--LabApp.app_settings_dir={Path(__file__).parent / 'lab_settings'}",  # no news prompt
    ]  # fmt: skip
    if not browser or not _has_browser():
        argv.append("--no-browser")
        err.print("JupyterLab prints its address below; open it in a browser.")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        argv.append("--allow-root")
    if "IPYTHONDIR" not in os.environ:
        write_profile(course.state / "ipython")
        os.environ["IPYTHONDIR"] = str(course.state / "ipython")
    os.chdir(course.root)  # nbgrader reads its configuration from the folder it is started in
    if sys.platform == "win32":
        import subprocess

        raise typer.Exit(subprocess.call(argv))
    os.execv(sys.executable, argv)


def _has_browser() -> bool:
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


@app.command()
@plain_errors
def start(lessons: Lessons = None) -> None:
    """Put a copy of a lesson on the desk; never overwrites."""
    from . import desk

    course = Course.find()
    for name in course.resolve_all(lessons):
        path, new = desk.start(course, name)
        where = path.relative_to(course.root)
        out.print(f"{where}" if new else f"{where} is there already and stays as it is")


@app.command()
@plain_errors
def grade(
    notebook: Annotated[
        str, typer.Argument(metavar="LESSON|FILE", help="A lesson, or a notebook.")
    ],
    as_json: AsJson = False,
) -> None:
    """Grade a copy with the hidden tests: points and what failed, in seconds."""
    from . import desk
    from .grading.engine import Engine, modules_of
    from .grading.submission import restore
    from .lesson import read_lesson

    course = Course.find()
    copy = read_lesson(desk.find_copy(course, notebook))
    lesson = desk.lesson_of(course, copy)
    with Engine(preload=modules_of([lesson])) as engine, err.status(f"Grading {lesson.name} …"):
        verdict = engine.grade(lesson, restore(lesson, copy.cells))
        sandboxed = engine.sandboxed
    result = verdict.as_json()
    desk.remember(course, result)
    if as_json:
        print(json.dumps(result, indent=1, ensure_ascii=False))
        return
    _show(verdict)
    if note := str(desk.age(lesson, copy)):
        err.print(f"Note: {_safe(note)}.", highlight=False)
    if not sandboxed:
        err.print("Note: your code ran without a sandbox, with all that you may do yourself.")


def _show(verdict: Verdict) -> None:
    for exercise in verdict.exercises:
        out.print(
            f"[bold]{_safe(exercise.title)}[/bold]  {exercise.score:g} of {exercise.max_score:g}",
            highlight=False,
        )
        for test in exercise.tests:
            mark = "[green]pass[/green]" if test.passed else "[red]fail[/red]"
            kind = " (hidden)" if test.hidden else ""
            out.print(f"  {mark}  {_safe(test.says)}{kind}", highlight=False, soft_wrap=True)
            for line in test.message.splitlines()[:4]:
                out.print(f"        {_safe(line)}", style="dim", highlight=False, soft_wrap=True)
    if verdict.problem:
        out.print(f"[red]Stopped early:[/red] {_safe(verdict.problem)}", soft_wrap=True)
    out.print(f"[bold]{verdict.score:g} of {verdict.max_score:g} points[/bold]", highlight=False)


@app.command()
@plain_errors
def progress(as_json: AsJson = False) -> None:
    """Where you stand, per lesson and question."""
    from . import desk

    course = Course.find()
    known = desk.progress(course)
    rows = []
    for lesson in course.lessons:
        score = sum(known.get(e.id, {}).get("score", 0) for e in lesson.exercises)
        tried = sum(e.id in known for e in lesson.exercises)
        rows.append(
            {
                "lesson": lesson.name,
                "questions": list(lesson.claims),
                "score": round(score, 2),
                "max_score": lesson.points,
                "tried": tried,
                "exercises": len(lesson.exercises),
            }
        )
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    table = Table("Lesson", "Questions", "Exercises tried", "Points")
    for row in rows:
        table.add_row(
            str(row["lesson"]),
            " ".join(map(str, row["questions"])),
            f"{row['tried']} of {row['exercises']}",
            f"{row['score']:g} of {row['max_score']:g}",
        )
    out.print(table)


@app.command()
@plain_errors
def release(
    lessons: Lessons = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 when release/ is out of date.")
    ] = False,
) -> None:
    """source/ -> release/, by nbgrader."""
    from .release import make_release, outdated

    course = Course.find()
    names = course.resolve_all(lessons)
    with progress_bar("Checking" if check else "Releasing") as (begin, step):
        begin(len(names))

        def done(name: str) -> None:
            step()

        if not check:
            make_release(course, names, done=done)
        else:
            old = outdated(course, names, done)
    if check and old:
        raise CourseError(f"release/ is out of date for {', '.join(old)}: run `interview release`.")
    out.print(f"{len(names)} lessons {'are up to date' if check else 'released'}")


@app.command()
@plain_errors
def check(
    lessons: Lessons = None,
    fix_setup: Annotated[
        bool, typer.Option("--fix-setup", help="Spread the course's setup cell to the lessons.")
    ] = False,
    answers: Annotated[bool, typer.Option(help="Judge the answers, too.")] = True,
    again: Annotated[
        bool, typer.Option("--again", help="Judge answers whose verdict is known, too.")
    ] = False,
) -> None:
    """For authors: structure rules, references, right and wrong answers."""
    from . import check as checks

    course = Course.find()
    names = course.resolve_all(lessons)
    if fix_setup:
        checks.fix_setup(course, names)
    problems = checks.structure(course, names)
    if answers:
        with progress_bar("Judging answers") as (begin, step):
            problems += checks.judge_answers(course, names, begin, step, again=again)
    for problem in problems:
        out.print(_safe(str(problem)), highlight=False, soft_wrap=True)
    if problems:
        raise CourseError(f"{len(problems)} problems in {len(names)} lessons.")
    out.print(f"{len(names)} lessons are fine.")


@app.command()
@plain_errors
def autograde(
    lessons: Annotated[list[str], typer.Argument(help="The lessons to grade.")],
    workers: Annotated[
        int, typer.Option(min=1, help="Processes on this machine; default: one a core.")
    ] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None, typer.Option(help="A running Dask scheduler: tcp://host:8786.")
    ] = None,
    db: Annotated[
        str | None, typer.Option(help="The gradebook: postgresql+psycopg://user@host/db.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded.")] = False,
    no_sandbox: Annotated[
        bool, typer.Option("--no-sandbox", help="Run submissions with all that this user may do.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Grade a class: what was collected in submitted/. Stop and start it as you like."""
    from .grading.classroom import autograde as grade_class

    course = Course.find()
    names = course.resolve_all(lessons)
    with progress_bar("Grading") as (begin, step):
        rows = grade_class(
            course, names, workers=workers, scheduler=scheduler, db_url=db, force=force,
            sandbox=None if no_sandbox else True, begin=begin, step=step,
        )  # fmt: skip
    failed = [row for row in rows if row.state == "failed"]
    if as_json:
        print(json.dumps([row.as_json() for row in rows], indent=1, ensure_ascii=False))
    else:
        _show_class(names, rows)
    if failed:
        raise CourseError(f"{len(failed)} of {len(rows)} submissions could not be graded.")


def _show_class(names: Sequence[str], rows: Sequence[Row]) -> None:
    if told := [row for row in rows if row.why]:
        table = Table("Lesson", "Student", "", "Points", "Why")
        for row in told:
            score = "" if row.score is None else f"{row.score:g} of {row.max_score:g}"
            table.add_row(row.lesson, _safe(row.student), row.state, score, _safe(row.why))
        out.print(table)
    table = Table("Lesson", "Submissions", "Graded now", "Kept", "Failed", "Mean")
    for name in names:
        mine = [row for row in rows if row.lesson == name]
        count = {s: sum(r.state == s for r in mine) for s in ("graded", "kept", "failed")}
        scores = [row.score for row in mine if row.score is not None]
        mean = f"{sum(scores) / len(scores):.1f}" if scores else ""
        table.add_row(
            name,
            str(len(mine)),
            str(count["graded"]),
            str(count["kept"]),
            str(count["failed"]),
            mean,
        )
    out.print(table)


def main() -> Any:
    return app()
