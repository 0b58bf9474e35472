"""How many points stock nbgrader gives to hostile submissions, beside this course's engine.

    python benchmarks/giveaway.py

Takes the submissions of tests/attacks/ that can be run where nothing protects the machine but the
namespaces this script starts stock nbgrader in: bombs are left out.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import subprocess  # noqa: E402

from autograde import BIN, OVERHEAD, STOCK_CONFIG  # noqa: E402

from fastapi_interview.grading.engine import Engine  # noqa: E402
from fastapi_interview.lesson import read_lesson  # noqa: E402
from test_attacks import ATTACKS, LIMITS, Attack  # noqa: E402

BOMBS = {
    "answers_a_gigabyte", "blocks_the_loop", "fills_the_disk", "forks_for_ever", "never_answers",
    "prints_for_ever", "starts_threads", "stops_itself", "streams_for_ever", "swallows_interrupts",
    "takes_memory", "takes_memory_in_children", "leaves_processes", "loops_for_ever",
}  # fmt: skip


def main() -> None:
    lesson = read_lesson(OVERHEAD)
    attacks = [a for a in map(Attack.read, ATTACKS) if a.name not in BOMBS]
    with tempfile.TemporaryDirectory(prefix="giveaway-") as folder:
        stock = _stock(Path(folder), attacks)
    print("| submission | its answers are worth | stock nbgrader | ours |")
    print("|---|--:|--:|--:|")
    given = 0.0
    with Engine(sandbox=True, limits=LIMITS) as engine:
        for attack in attacks:
            ours = engine.grade(lesson, attack.cells(lesson)).score
            worth = attack.honest or 0
            theirs = stock.get(attack.name, "lost")
            given += max(0, float(theirs) - worth) if theirs != "lost" else 0
            print(f"| {attack.name} | {worth:g} | {theirs} | {ours:g} |")
    print(f"\nStock nbgrader gives away {given:g} points of {20 * len(attacks)}.")


def _stock(folder: Path, attacks: list[Attack]) -> dict[str, str]:
    """Student -> score by stock nbgrader; a submission that it loses has none."""
    name = OVERHEAD.stem
    (folder / "source" / name).mkdir(parents=True)
    shutil.copy(OVERHEAD, folder / "source" / name)
    (folder / "nbgrader_config.py").write_text(STOCK_CONFIG, "utf-8")
    _bwrap(folder, "nbgrader", "generate_assignment", name)
    released = json.loads((folder / "release" / name / f"{name}.ipynb").read_text("utf-8"))
    lesson = read_lesson(OVERHEAD)
    for attack in attacks:
        filled = {c.grade_id: c.source for c in attack.cells(lesson) if c.part == "answer"}
        cells = []
        for cell in json.loads(json.dumps(released["cells"])):
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = filled.get(grade_id, cell["source"])
            cells.append(cell)
            if cell["id"] == "setup" and attack.place == "first":
                cells.append({"cell_type": "code", "id": "attack", "metadata": {}, "outputs": [],
                              "execution_count": None, "source": attack.code})  # fmt: skip
        path = folder / "submitted" / attack.name / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({**released, "cells": cells}), "utf-8")
    for attack in attacks:
        try:
            _bwrap(folder, "nbgrader", "autograde", name, f"--student={attack.name}")
        except subprocess.TimeoutExpired:
            print(f"{attack.name}: stock nbgrader hangs, stopped", file=sys.stderr)
    _bwrap(folder, "nbgrader", "export", "--to=grades.csv")
    with (folder / "grades.csv").open() as file:
        rows = {row["student_id"]: f"{float(row['score']):g}" for row in csv.DictReader(file)}
    graded = {p.parents[1].name for p in folder.glob(f"autograded/*/{name}/*.ipynb")}
    return {student: score for student, score in rows.items() if student in graded}


def _bwrap(folder: Path, program: str, *arguments: str) -> None:
    """Run stock nbgrader where its submissions cannot hurt this machine."""
    command = [
        "bwrap",
        "--die-with-parent",
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
    ]
    command += ["--tmpfs", "/tmp", "--bind", str(folder), str(folder), "--unshare-all"]
    command += ["--setenv", "HOME", str(folder), "--setenv", "PATH", f"{BIN}:/usr/bin:/bin"]
    command += ["--chdir", str(folder), "--", str(BIN / program), *arguments]
    subprocess.run(command, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
