"""What an author is told: the rules of a lesson, and every answer judged.

A rule is a function from a lesson to the problems it finds. Each problem names the file, the cell
and what to do. docs/contributing.md lists the rules for people.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from .course import Course
from .errors import CourseError
from .grading.engine import Engine, modules_of
from .grading.verdict import ExerciseVerdict, judged
from .lesson import LEVELS, PARTS, SETUP, Cell, Exercise, Lesson, python_of, read_lesson

RIGHT, WRONG = 2, 3  # answers that each exercise has at least
EXERCISES = range(4, 8)
DEMO_LINES = 20
WAITING = 2  # answers judged at once for each core: many a wrong one waits for its time to run out
CODE_PARTS = {"setup", "demo", "answer", "tests"}
TEXT_PARTS = {"title", "question", "why", "followups", "task", "recap"}


@dataclass(frozen=True)
class Problem:
    """One thing to put right."""

    path: Path
    cell: str  # its id, or empty for the whole file
    says: str

    def __str__(self) -> str:
        where = f", cell {self.cell}" if self.cell else ""
        return f"{self.path}{where}: {self.says}"


Rule = Callable[[Lesson], Iterator[tuple[str, str]]]  # (cell id, what to do)


def metadata_is_complete(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if not cell.info:
            yield cell.id, 'has no metadata.interview: add {"part": "…"}'
        elif cell.part not in PARTS:
            yield cell.id, f"has part {cell.part!r}: use one of {', '.join(PARTS)}"
        elif cell.part in CODE_PARTS and cell.kind != "code":
            yield cell.id, f"is a {cell.kind} cell with part {cell.part!r}: make it code"
        elif cell.part in TEXT_PARTS and cell.kind != "markdown":
            yield cell.id, f"is a {cell.kind} cell with part {cell.part!r}: make it markdown"
        elif cell.part in ("question", "demo", "why", "myth", "followups") and not (
            cell.info.get("question")
        ):
            yield cell.id, f'is a {cell.part} without a question: add "question": "Q…"'
        elif cell.part in ("task", "answer", "tests") and not cell.info.get("exercise"):
            yield cell.id, f'is a {cell.part} without an exercise: add "exercise": "…"'
        if cell.part == "title" and (lesson.level not in LEVELS or not lesson.minutes):
            yield cell.id, "needs level (junior, mid, senior) and minutes in its metadata"


def ids_are_readable(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell_id, count in Counter(c.id for c in lesson.cells).items():
        if count > 1:
            yield cell_id, "is an id of several cells: give each its own"
        if not re.fullmatch(r"[a-z][a-z0-9_-]+", cell_id) or re.fullmatch(
            r"[0-9a-f-]{8,}", cell_id
        ):
            yield cell_id, "is no readable id: name the cell for what it holds"


def parts_are_in_order(lesson: Lesson) -> Iterator[tuple[str, str]]:
    parts = [c.part for c in lesson.cells]
    if parts[:1] != ["title"]:
        yield "", "does not begin with a title cell: add one"
    if parts[1:2] != ["setup"]:
        yield "", "has no setup cell after its title: copy it from another lesson"
    if parts[-1:] != ["recap"]:
        yield "", "does not end with a recap cell: add one"
    for cell in lesson.cells:
        if cell.part == "question":
            about = {
                c.part for c in lesson.cells if c.info.get("question") == cell.info["question"]
            }
            for part in ("demo", "why", "followups"):
                if part not in about:
                    yield cell.id, f"has no {part} cell for its question: add one"
    for i, cell in enumerate(lesson.cells):
        if cell.part == "tests":
            around = [(c.part, c.info.get("exercise")) for c in lesson.cells[max(0, i - 2) : i + 1]]
            name = cell.info.get("exercise")
            if around != [("task", name), ("answer", name), ("tests", name)]:
                yield (
                    cell.id,
                    "does not stand after its task and its answer: move the three together",
                )


def setup_is_ours(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if cell.part == "setup" and cell.source.strip() != SETUP:
            yield cell.id, "differs from the course's setup cell: run `interview check --fix-setup`"


def claims_are_answered(lesson: Lesson) -> Iterator[tuple[str, str]]:
    answered = [q.id for q in lesson.questions]
    title = next((c.id for c in lesson.cells if c.part == "title"), "")
    for question in lesson.claims:
        if question not in answered:
            yield (
                title,
                f"claims {question}, and no question cell answers it: add one or unclaim it",
            )
    for q in lesson.questions:
        if q.id not in lesson.claims:
            yield q.cell_id, f"answers {q.id}, which the title cell does not claim: add it there"
        if not q.title:
            yield q.cell_id, f"needs a heading like '## {q.id} · The question?'"
    for cell in lesson.cells:
        if cell.part == "question" and (
            "Answer aloud before you open this" not in cell.source or "<details>" not in cell.source
        ):
            yield cell.id, "needs 'Answer aloud before you open this' and its answer in <details>"
        if cell.part == "followups" and cell.source.count("<details>") < 2:
            yield cell.id, "has fewer than two follow-ups in <details>: add one"


def text_is_plain(lesson: Lesson) -> Iterator[tuple[str, str]]:
    headings = 0
    for cell in lesson.cells:
        if cell.kind != "markdown":
            continue
        text = re.sub(r"```.*?```|`[^`\n]*`", "", cell.source, flags=re.S)
        headings += len(re.findall(r"^# ", text, re.M))
        for tag in set(re.findall(r"</?([a-zA-Z][\w-]*)[^>]*>", text)) - {"details", "summary"}:
            if not re.search(rf"<{tag}(://|:|@)", text):
                yield cell.id, f"has raw HTML <{tag}>: write it in Markdown, or in `code`"
        if re.search(r"!\[\s*\]\(", text):
            yield cell.id, "has a picture without alt text: describe it"
        if re.search(r"<summary>[^<]*`", cell.source):
            yield cell.id, "has `code` in a <summary>, where the marks show: leave them out"
    if headings != 1:
        yield "", f"has {headings} first-level headings: keep the title's only"


def demos_prove(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if cell.part != "demo":
            continue
        if "assert" not in cell.source:
            yield cell.id, "proves nothing: end it in an assert"
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if len(lines) > DEMO_LINES:
            yield cell.id, f"has {len(lines)} lines: show one idea in {DEMO_LINES} at most"


def tasks_are_contracts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for exercise in lesson.exercises:
        source, cell = exercise.task.source, exercise.task.id
        if not re.search(r"^## Exercise \d+ · .+", source, re.M):
            yield cell, "needs a heading like '## Exercise 3 · What it is about'"
        if not re.search(r"^\|.*\|\s*\n\|[\s:|-]+\|\s*$", source, re.M):
            yield cell, "has no contract: add a table of method, path, input, status and body"
        if "```" not in source:
            yield cell, "has no sample: add a request and its response in a code block"
        if source.count("<details>") < 2:
            yield cell, "has fewer than two hints in <details>: add stepped hints"
        stated = re.search(r"\*\*Points\*\*: (\d+)", source)
        if not stated or float(stated[1]) != exercise.points:
            yield cell, f"must say '**Points**: {exercise.points:g}', as its tests do"
    title = next((c for c in lesson.cells if c.part == "title"), None)
    if title and f"{lesson.points:g} in {len(lesson.exercises)} exercises" not in title.source:
        yield (
            title.id,
            f"must say '**Points**: {lesson.points:g} in {len(lesson.exercises)} exercises'",
        )
    if len(lesson.exercises) not in EXERCISES:
        yield "", f"has {len(lesson.exercises)} exercises: 4 to 7 make a lesson"
    if not any("### BEGIN STARTER" in e.answer.source for e in lesson.exercises):
        yield "", "has no repair: give one exercise a broken service in a starter region"


def grading_is_sound(lesson: Lesson) -> Iterator[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for exercise in lesson.exercises:
        answer, tests = exercise.answer, exercise.tests_cell
        if not answer.grading.get("solution") or answer.grade_id != exercise.id:
            yield answer.id, f"must be a solution cell with grade_id {exercise.id!r}"
        if not tests.grading.get("locked") or exercise.points <= 0:
            yield tests.id, "must be locked and have points"
        if "### BEGIN SOLUTION" not in answer.source:
            yield answer.id, "has no solution region: the release would hold the answer"
        if not tests.source.startswith("%%ipytest"):
            yield tests.id, "does not start with %%ipytest: no test would run"
        if not any(t.hidden for t in exercise.tests):
            yield tests.id, "has no hidden test: add one between the two markers"
        if not any(not t.hidden for t in exercise.tests):
            yield tests.id, "has no visible test: a learner would see nothing"
        seen.update(t.name for t in exercise.tests)
        defined = _defined(answer.source)
        for name in exercise.graded_names:
            if name not in defined:
                yield tests.id, f"uses {name}, which the answer cell does not define"
        yield from _tests_have_words(tests)
    for name, count in seen.items():
        if count > 1:
            yield "", f"has {count} tests named {name}: give each its own name"


def _tests_have_words(cell: Cell) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(python_of(cell.source))):
        if isinstance(node, ast.Assert) and node.msg is None:
            yield cell.id, f"asserts without words in line {node.lineno}: say what was expected"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test_"
        ):
            words = ast.get_docstring(node) or ""
            if not words or "\n" in words:
                yield cell.id, f"{node.name} needs a one-line docstring: the behaviour it checks"
            if isinstance(node, ast.AsyncFunctionDef):
                yield cell.id, f"{node.name} is async: tests are plain functions"


def _defined(source: str) -> set[str]:
    names = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def demos_leave_answers_alone(lesson: Lesson) -> Iterator[tuple[str, str]]:
    graded = {name for e in lesson.exercises for name in e.graded_names}
    for cell in lesson.cells:
        if cell.kind == "code" and cell.part in ("demo", "myth"):
            try:
                taken = _defined(cell.source) & graded
            except SyntaxError:
                continue  # a magic, or a mistake that running the notebook shows
            for name in taken:
                yield cell.id, f"defines {name}, which an exercise is graded by: use another name"


def outputs_are_clear(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if cell.outputs:
            yield cell.id, "has outputs: clear them (pre-commit does it)"
    for cell, raw in zip(
        lesson.cells, json.loads(lesson.path.read_text("utf-8"))["cells"], strict=True
    ):
        if raw.get("execution_count") is not None:
            yield cell.id, "has an execution count: clear the outputs (pre-commit does it)"


RULES: tuple[Rule, ...] = (
    metadata_is_complete,
    ids_are_readable,
    parts_are_in_order,
    setup_is_ours,
    claims_are_answered,
    text_is_plain,
    demos_prove,
    tasks_are_contracts,
    grading_is_sound,
    demos_leave_answers_alone,
    outputs_are_clear,
)


def structure(course: Course, names: Sequence[str]) -> list[Problem]:
    """Problems of form: of the named lessons, and of the course that they are in."""
    problems = []
    for name in names:
        path = course.source_of(name)
        short = path.relative_to(course.root)
        try:
            lesson = read_lesson(path)
            for rule in RULES:
                problems += [Problem(short, cell, says) for cell, says in rule(lesson)]
            problems += _answers_are_kept(course, lesson)
            problems += _release_is_clean(course, lesson)
        except CourseError as error:
            problems.append(Problem(short, "", str(error)))
    if set(names) == set(course.names):
        problems += _questions_are_answered(course)
    return problems + _names_are_unique(course)


def _questions_are_answered(course: Course) -> list[Problem]:
    """The course keeps its word: docs/questions.md lists what it answers."""
    path = course.root / "docs" / "questions.md"
    if not path.is_file():
        return []
    promised = set(re.findall(r"^\| (Q\d+) \|", path.read_text("utf-8"), re.M))
    answered = {q.id for lesson in course.lessons for q in lesson.questions}
    short = path.relative_to(course.root)
    problems = [
        Problem(short, "", f"lists {q}, which no lesson answers: add a question cell for it")
        for q in sorted(promised - answered)
    ]
    return problems + [
        Problem(short, "", f"does not list {q}, which a lesson answers: add it")
        for q in sorted(answered - promised)
    ]


def _names_are_unique(course: Course) -> list[Problem]:
    owners: dict[str, str] = {}
    problems = []
    for lesson in course.lessons:
        for cell in lesson.cells:
            if not cell.grade_id:
                continue
            other = owners.setdefault(cell.grade_id, lesson.name)
            ids = [c.grade_id for c in lesson.cells]
            if other != lesson.name or ids.count(cell.grade_id) > 1:
                path = lesson.path.relative_to(course.root)
                says = f"has grade_id {cell.grade_id!r}, which {other} has, too: rename one"
                problems.append(Problem(path, cell.id, says))
    return problems


def _answers_are_kept(course: Course, lesson: Lesson) -> Iterator[Problem]:
    folder = course.answers / lesson.name
    for exercise in lesson.exercises:
        for kind, least in (("right", RIGHT), ("wrong", WRONG)):
            count = len(list((folder / exercise.id).glob(f"{kind}_*.py")))
            if count < least:
                path = (folder / exercise.id).relative_to(course.root)
                yield Problem(path, "", f"has {count} {kind} answers: {least} is the least")
    known = {e.id for e in lesson.exercises}
    for leftover in sorted(folder.iterdir()) if folder.is_dir() else ():
        if leftover.is_dir() and leftover.name not in known:
            path = leftover.relative_to(course.root)
            yield Problem(path, "", f"belongs to no exercise of {lesson.name}: rename or remove it")


def _release_is_clean(course: Course, lesson: Lesson) -> Iterator[Problem]:
    path = course.release_of(lesson.name)
    if not path.is_file():
        return
    short = path.relative_to(course.root)
    released = {c.grade_id: c for c in read_lesson(path).cells if c.grade_id}
    for exercise in lesson.exercises:
        answer = released.get(exercise.id)
        if answer and answer.source.strip() != exercise.stub.strip():
            yield Problem(
                short, answer.id, "is not the stub of its source: run `interview release`"
            )
        tests = released.get(exercise.tests_cell.grade_id)
        if tests and any(t.hidden and t.name in tests.source for t in exercise.tests):
            yield Problem(short, tests.id, "shows a hidden test: run `interview release`")


@dataclass(frozen=True)
class Answer:
    """An answer that the graders must judge as its file says."""

    lesson: Lesson
    exercise: Exercise
    path: Path
    source: str
    fails: frozenset[str]  # tests that must fail; empty: all must pass
    all_fail: bool = False  # the untouched stub: no test may pass

    def problem(self, verdict: ExerciseVerdict) -> str:
        """What is wrong with the verdict, or empty."""
        failed = {t.name: t.message for t in verdict.tests if not t.passed}
        if self.all_fail:
            passed = [t.name for t in verdict.tests if t.passed]
            return f"the untouched stub passes {', '.join(passed)}" if passed else ""
        if not self.fails:
            told = "; ".join(
                f"{n} says: {m.splitlines()[0] if m else ''}" for n, m in failed.items()
            )
            return f"a right answer is refused: {told}" if failed else ""
        missed = sorted(self.fails - failed.keys())
        if missed:
            return f"a wrong answer passes {', '.join(missed)}"
        mute = [n for n, m in failed.items() if m.startswith("did not run")]
        return f"a wrong answer does not run: {failed[mute[0]]}" if mute else ""


def answers(course: Course, lesson: Lesson) -> Iterator[Answer]:
    """The reference, the stub and every file of tests/answers, for each exercise.

    Raises CourseError for a file that does not say what it is.
    """
    for exercise in lesson.exercises:
        names = frozenset(t.name for t in exercise.tests)
        yield Answer(lesson, exercise, lesson.path, exercise.answer.source, frozenset())
        yield Answer(lesson, exercise, lesson.path, exercise.stub, names, all_fail=True)
        for path in sorted((course.answers / lesson.name / exercise.id).glob("*.py")):
            source = path.read_text("utf-8")
            try:
                words = ast.get_docstring(ast.parse(source)) or ""
            except SyntaxError as error:
                raise CourseError(f"{path}: {error}. An answer must be valid Python.") from None
            found = re.search(r"^Fails: (.+)$", words, re.M)
            fails = frozenset(re.split(r"[,\s]+", found[1].strip(" ."))) if found else frozenset()
            if not words:
                raise CourseError(f"{path}: say in a docstring what idea this answer has.")
            if path.name.startswith("wrong_") and not fails:
                raise CourseError(f"{path}: add a line 'Fails: test_…' to its docstring.")
            if unknown := sorted(fails - names):
                raise CourseError(f"{path}: {exercise.id} has no test {', '.join(unknown)}.")
            if path.name.startswith("right_") == bool(fails):
                raise CourseError(f"{path}: a right answer fails nothing; name it wrong_….")
            yield Answer(lesson, exercise, path, source, fails)


class Memory:
    """Verdicts of earlier runs, so that an author waits only for what changed.

    A verdict is remembered for the answer, the tests, the setup cell, and everything that judges
    them: this package and the versions that are installed.
    """

    def __init__(self, course: Course) -> None:
        self._folder = course.state / "verdicts"
        self._folder.mkdir(parents=True, exist_ok=True)
        here = Path(__file__).parent
        code = [p.read_bytes() for p in (here / "lesson.py", *sorted(here.glob("grading/*.py")))
                if p.stem not in ("classroom", "nbgrader")]  # fmt: skip
        versions = sorted(f"{d.name} {d.version}" for d in importlib.metadata.distributions())
        self._judges = hashlib.sha256(b"".join(code) + repr(versions).encode()).hexdigest()

    def _path(self, answer: Answer) -> Path:
        parts = (
            self._judges,
            answer.lesson.setup,
            answer.exercise.tests_cell.source,
            answer.source,
        )
        key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return self._folder / f"{key}.json"

    def get(self, answer: Answer) -> ExerciseVerdict | None:
        try:
            found = json.loads(self._path(answer).read_text("utf-8"))
            return judged(answer.exercise, {n: (ok, m) for n, (ok, m) in found.items()}, "")
        except (OSError, ValueError):
            return None

    def put(self, answer: Answer, verdict: ExerciseVerdict) -> None:
        text = json.dumps({t.name: (t.passed, t.message) for t in verdict.tests})
        path = self._path(answer)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(text, "utf-8")
        os.replace(unfinished, path)


def judge_answers(
    course: Course,
    names: Sequence[str],
    begin: Callable[[int], None] = lambda total: None,
    step: Callable[[], None] = lambda: None,
    *,
    again: bool = False,
) -> list[Problem]:
    """Judge every answer of the named lessons with the grading engine, on all cores.

    Answers whose verdict is known from an earlier run are not run, unless `again`.
    """
    problems: list[Problem] = []
    todo: list[Answer] = []
    lessons = [course.lesson(name) for name in names]
    for lesson in lessons:
        try:
            todo += answers(course, lesson)
        except CourseError as error:
            problems.append(Problem(lesson.path.relative_to(course.root), "", str(error)))
    begin(len(todo))
    memory = Memory(course)

    def note(answer: Answer, verdict: ExerciseVerdict) -> None:
        if says := answer.problem(verdict):
            path = answer.path.relative_to(course.root)
            problems.append(Problem(path, answer.exercise.id, says))
        else:
            memory.put(answer, verdict)  # a surprise is worth a second look
        step()

    new = []
    for answer in todo:
        known = None if again else memory.get(answer)
        if known and not answer.problem(known):
            note(answer, known)
        else:
            new.append(answer)
    if new:
        used = {answer.lesson.name: answer.lesson for answer in new}
        with (
            Engine(preload=modules_of(used.values())) as engine,
            ThreadPoolExecutor(WAITING * (os.cpu_count() or 1)) as pool,
        ):
            futures = {
                pool.submit(engine.judge_answer, a.lesson, a.exercise, a.source): a for a in new
            }
            for future in as_completed(futures):
                note(futures[future], future.result())
    return problems


def fix_setup(course: Course, names: Sequence[str]) -> None:
    """Write the course's setup cell into each lesson; nothing else of the file changes."""
    for name in names:
        path = course.source_of(name)
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell.get("metadata", {}).get("interview", {}).get("part") == "setup":
                cell["source"] = SETUP.splitlines(keepends=True)
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")
