"""`interview check` refuses a lesson for each rule that it breaks, and names the cell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, make_course, run
from fastapi_interview import check
from fastapi_interview.course import Course

NAME = "05_errors"
Cells = list[dict[str, Any]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with one real lesson, its release and its answers."""
    path = ROOT / "source" / NAME / f"{NAME}.ipynb"
    course = make_course(tmp_path_factory.mktemp("check") / "course", {NAME: path})
    shutil.copytree(ROOT / "tests" / "answers" / NAME, course.answers / NAME)
    return course


@pytest.fixture
def lesson(template: Course, tmp_path: Path) -> Course:
    shutil.copytree(template.root, tmp_path / "copy")
    return Course(tmp_path / "copy")


def _edit(course: Course, change: Callable[[Cells], None], path: Path | None = None) -> None:
    path = path or course.source_of(NAME)
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    change(notebook["cells"])
    path.write_text(json.dumps(notebook), "utf-8")


def _first(cells: Cells, part: str) -> dict[str, Any]:
    return next(c for c in cells if c["metadata"].get("interview", {}).get("part") == part)


def _problems(course: Course) -> str:
    return "\n".join(map(str, check.structure(Course(course.root), [NAME])))


def _replace(part: str, old: str, new: str) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        cell = _first(cells, part)
        assert old in cell["source"], f"{part} has no {old!r}"
        cell["source"] = cell["source"].replace(old, new)

    return change


def _info(of: str, **changes: Any) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        _first(cells, of)["metadata"]["interview"].update(changes)

    return change


def _grading(part: str, **changes: Any) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        _first(cells, part)["metadata"]["nbgrader"].update(changes)

    return change


def _remove(part: str) -> Callable[[Cells], None]:
    return lambda cells: cells.remove(_first(cells, part))


def _without_metadata(cells: Cells) -> None:
    _first(cells, "demo")["metadata"].pop("interview")


def _without_question_cell(cells: Cells) -> None:
    question = _first(cells, "question")
    question["metadata"]["interview"]["question"] = "Q99"


def _same_id(cells: Cells) -> None:
    cells[3]["id"] = cells[4]["id"]


def _with_output(cells: Cells) -> None:
    _first(cells, "demo")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hi"}]


def _with_count(cells: Cells) -> None:
    _first(cells, "demo")["execution_count"] = 7


def _long_demo(cells: Cells) -> None:
    _first(cells, "demo")["source"] = "\n".join(f"x = {i}" for i in range(21)) + "\nassert x"


def _demo_takes_a_name(cells: Cells) -> None:
    _first(cells, "demo")["source"] = "def create_app():\n    return None\n\nassert create_app"


def _test_without_docstring(cells: Cells) -> None:
    _first(cells, "tests")["source"] += "\n\ndef test_mute():\n    assert create_app, 'words'\n"


def _same_test_twice(cells: Cells) -> None:
    name = next(
        line.split("(")[0].removeprefix("def ")
        for line in _first(cells, "tests")["source"].splitlines()
        if line.startswith("def test_")
    )
    _first(cells, "tests")["source"] += (
        f'\n\ndef {name}():\n    """Words."""\n    assert create_app, "w"\n'
    )


def _moved_tests(cells: Cells) -> None:
    tests = _first(cells, "tests")
    cells.remove(tests)
    cells.insert(3, tests)


def _no_hints(cells: Cells) -> None:
    task = _first(cells, "task")
    task["source"] = task["source"].replace("<details>", "").replace("</details>", "")


def _no_table(cells: Cells) -> None:
    task = _first(cells, "task")
    task["source"] = "\n".join(x for x in task["source"].splitlines() if not x.startswith("|"))


def _no_sample(cells: Cells) -> None:
    task = _first(cells, "task")
    task["source"] = task["source"].replace("```", "")


def _no_repair(cells: Cells) -> None:
    for cell in cells:
        cell["source"] = cell["source"].replace("STARTER", "NOTES")


def _one_exercise(cells: Cells) -> None:
    names = {c["metadata"].get("interview", {}).get("exercise") for c in cells} - {None}
    keep = _first(cells, "tests")["metadata"]["interview"]["exercise"]
    for cell in list(cells):
        if cell["metadata"].get("interview", {}).get("exercise") in names - {keep}:
            cells.remove(cell)


RULES: dict[str, tuple[Callable[[Cells], None], str]] = {
    "setup differs": (_replace("setup", "run_in_thread=True", "run_in_thread=False"), "setup cell"),
    "setup missing": (_remove("setup"), "no setup cell"),
    "title missing": (_remove("title"), "does not begin with a title"),
    "recap missing": (_remove("recap"), "does not end with a recap"),
    "why missing": (_remove("why"), "no why cell"),
    "metadata missing": (_without_metadata, "no metadata.interview"),
    "part unknown": (_info("demo", part="show"), "has part 'show'"),
    "wrong kind of cell": (_info("why", part="demo"), "make it code"),
    "question not named": (_info("demo", question=""), "without a question"),
    "level missing": (_info("title", level="expert"), "needs level"),
    "claim not answered": (_without_question_cell, "no question cell answers it"),
    "answer not claimed": (_without_question_cell, "does not claim"),
    "no spoken answer": (_replace("question", "Answer aloud", "Think"), "Answer aloud"),
    "too few follow-ups": (_replace("followups", "<details>", ""), "fewer than two follow-ups"),
    "id twice": (_same_id, "id of several cells"),
    "raw HTML": (_replace("why", "### Why", "### Why <b>bold</b>"), "raw HTML <b>"),
    "second title": (_replace("why", "### Why", "# Why"), "2 first-level headings"),
    "picture without words": (_replace("why", "### Why", "### Why ![](a.png)"), "without alt text"),
    "code in a summary": (_replace("question", "<summary>", "<summary>`a` "), "leave them out"),
    "demo proves nothing": (_replace("demo", "assert ", "print("), "proves nothing"),
    "demo too long": (_long_demo, "show one idea"),
    "demo takes a graded name": (_demo_takes_a_name, "which an exercise is graded by"),
    "no hints": (_no_hints, "fewer than two hints"),
    "no contract": (_no_table, "no contract"),
    "no sample": (_no_sample, "no sample"),
    "points differ": (_grading("tests", points=99), "must say '**Points**"),
    "no repair": (_no_repair, "no repair"),
    "too few exercises": (_one_exercise, "4 to 7 make a lesson"),
    "test without docstring": (_test_without_docstring, "one-line docstring"),
    "assert without words": (
        _replace("tests", "def _", "def test_bare():\n    '''Says.'''\n    assert 1\n\n\ndef _"),
        "asserts without words",
    ),
    "same test twice": (_same_test_twice, "2 tests named"),
    "no magic": (_replace("tests", "%%ipytest", ""), "does not start with %%ipytest"),
    "no hidden test": (_replace("tests", "HIDDEN TESTS", "TESTS"), "no hidden test"),
    "unknown name": (_replace("tests", "create_app", "make_app"), "does not define"),
    "no solution region": (_replace("answer", "### BEGIN SOLUTION", "#"), "no solution region"),
    "not locked": (_grading("tests", locked=False), "must be locked"),
    "graded name taken": (_grading("answer", grade_id="signup_refusal"), "rename one"),
    "tests moved": (_moved_tests, "does not stand after"),
    "outputs": (_with_output, "has outputs"),
    "execution count": (_with_count, "execution count"),
}


def test_the_lesson_itself_is_fine(lesson: Course) -> None:
    assert _problems(lesson) == ""


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_is_named(rule: str, lesson: Course) -> None:
    change, says = RULES[rule]
    _edit(lesson, change)
    problems = _problems(lesson)
    assert says in problems, problems or "no problem found"


def test_a_lesson_that_is_no_notebook_is_named(lesson: Course) -> None:
    lesson.source_of(NAME).write_text("{")
    result = run("interview", "check", "--no-answers", cwd=lesson.root, check=False)
    assert result.returncode == 1
    assert "is not a notebook" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_an_answer_in_the_release_is_found(lesson: Course) -> None:
    source = {e.id: e.answer.source for e in lesson.lesson(NAME).exercises}

    def solve(cells: Cells) -> None:
        for cell in cells:
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = source.get(grade_id, cell["source"])

    _edit(lesson, solve, lesson.release_of(NAME))
    assert "is not the stub of its source" in _problems(lesson)


def test_too_few_answers_are_counted(lesson: Course) -> None:
    exercise = lesson.lesson(NAME).exercises[0].id
    for path in (lesson.answers / NAME / exercise).glob("wrong_*.py"):
        path.unlink()
    assert "has 0 wrong answers: 3 is the least" in _problems(lesson)
    (lesson.answers / NAME / "no_such_exercise").mkdir()
    assert "belongs to no exercise" in _problems(lesson)


def test_a_promised_question_without_an_answer_is_named(lesson: Course) -> None:
    answered = [q.id for q in lesson.lesson(NAME).questions]
    promise = lesson.root / "docs" / "questions.md"
    promise.parent.mkdir()
    promise.write_text("".join(f"| {q} | Which? |\n" for q in answered))
    assert _problems(lesson) == ""
    promise.write_text("| Q99 | Which? |\n")
    problems = _problems(lesson)
    assert "lists Q99, which no lesson answers" in problems
    assert f"does not list {answered[0]}" in problems


# Verdicts: with a small lesson, since what is tested is how a surprise is told.


@pytest.fixture
def small(course: Course) -> Course:
    """The small lesson with two right and three wrong answers for one exercise."""
    folder = course.answers / "00_overhead" / "greeting"
    folder.mkdir(parents=True)
    reference = course.lesson("00_overhead").exercise("greeting").answer.source
    (folder / "right_same.py").write_text(f'"""The reference."""\n{reference}')
    wrong = reference.replace("world", "you")
    (folder / "wrong_words.py").write_text(
        f'"""Greets somebody else.\n\nFails: test_greeting_is_hello_world\n"""\n{wrong}'
    )
    return course


def _judged(course: Course) -> str:
    return "\n".join(map(str, check.judge_answers(Course(course.root), ["00_overhead"])))


def test_answers_judged_as_they_say_are_fine(small: Course) -> None:
    assert _judged(small) == ""
    assert _judged(small) == "", "a second run remembers"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("right_bad.py", '"""Greets you."""\nfrom fastapi import FastAPI\n\n\ndef create_app():\n    return FastAPI()\n', "a right answer is refused"),
        ("wrong_mute.py", '"""Fails nothing."""\n', "add a line 'Fails: test_…'"),
        ("wrong_typo.py", '"""Idea.\n\nFails: test_no_such\n"""\n', "has no test test_no_such"),
        ("wrong_broken.py", '"""Idea.\n\nFails: test_greeting_is_hello_world\n"""\nimport os\n\nos._exit(1)\n', "does not run"),
        ("right_syntax.py", "def create_app(:\n", "must be valid Python"),
    ],
)  # fmt: skip
def test_a_surprising_verdict_is_told(small: Course, name: str, text: str, says: str) -> None:
    (small.answers / "00_overhead" / "greeting" / name).write_text(text)
    assert says in _judged(small)


def test_a_wrong_answer_that_passes_is_told(small: Course) -> None:
    reference = small.lesson("00_overhead").exercise("greeting").answer.source
    path = small.answers / "00_overhead" / "greeting" / "wrong_passes.py"
    path.write_text(f'"""Right in truth.\n\nFails: test_greeting_refuses_post\n"""\n{reference}')
    assert "a wrong answer passes test_greeting_refuses_post" in _judged(small)


def _break_reference(cells: Cells) -> None:
    answer = next(c for c in cells if c["id"] == "greeting")
    answer["source"] = answer["source"].replace("world", "you")


def _stub_that_scores(cells: Cells) -> None:
    answer = next(c for c in cells if c["id"] == "greeting")
    solved = "\n".join(x for x in answer["source"].splitlines() if "###" not in x)
    starter = "\n".join(f"# {line}" for line in solved.splitlines())
    regions = (f"### BEGIN SOLUTION\n{solved}\n### END SOLUTION", starter)
    answer["source"] = "{}\n### BEGIN STARTER\n{}\n### END STARTER\n".format(*regions)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_break_reference, "a right answer is refused"),
        (_stub_that_scores, "the untouched stub passes"),
    ],
)
def test_reference_and_stub_are_judged(
    small: Course, change: Callable[[Cells], None], says: str
) -> None:
    _edit(small, change, small.source_of("00_overhead"))
    assert says in _judged(small)
