"""What grading a submission costs: stock nbgrader beside this course's engine, in one run.

    python benchmarks/autograde.py [--lesson 05_errors] [--submissions 10] [--runs 3]

Four ways, each a command as an instructor would run it, on the same submissions:

- stock as it comes: nbgrader's own steps, a setup cell without the course's pytest options
- stock, our setup: nbgrader's own steps, the course's setup cell
- ours, 1 worker and 2 workers: `interview autograde`, sandbox on

Prints wall and CPU seconds a submission (median of the runs, start of the command included) and
the ratios to both stocks. `--scaling` runs ours with 10, 100 and 500 submissions instead, and
prints the cost a submission and the largest memory of a process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OVERHEAD = ROOT / "benchmarks" / "overhead" / "00_overhead.ipynb"
PLAIN_SETUP = """\
import os

import ipytest
from fastapi.testclient import TestClient

ipytest.autoconfig(clean="test_*", raise_on_error=True, run_in_thread=True)
"""
STOCK_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
"""


@dataclass(frozen=True)
class Way:
    name: str
    stock: bool
    plain_setup: bool
    command: tuple[str, ...]


WAYS = (
    Way("stock as it comes", True, True, ("nbgrader", "autograde", "{lesson}", "--force")),
    Way("stock, our setup", True, False, ("nbgrader", "autograde", "{lesson}", "--force")),
    Way("ours, 1 worker", False, False,
        ("interview", "autograde", "{lesson}", "--workers", "1", "--force")),
    Way("ours, 2 workers", False, False,
        ("interview", "autograde", "{lesson}", "--workers", "2", "--force")),
)  # fmt: skip


def make_course(folder: Path, lesson: Path, way: Way, submissions: int) -> None:
    """A course of its own with `submissions` copies of the references, handed in."""
    name = lesson.stem
    source = folder / "source" / name / f"{name}.ipynb"
    source.parent.mkdir(parents=True)
    notebook = json.loads(lesson.read_text("utf-8"))
    for cell in notebook["cells"]:
        if way.plain_setup and cell["metadata"]["interview"]["part"] == "setup":
            cell["source"] = PLAIN_SETUP
    source.write_text(json.dumps(notebook), "utf-8")
    if way.stock:
        (folder / "nbgrader_config.py").write_text(STOCK_CONFIG, "utf-8")
    else:
        shutil.copy(ROOT / "nbgrader_config.py", folder)
    for number in range(submissions):
        path = folder / "submitted" / f"student{number:04d}" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), "utf-8")
    run(folder, "nbgrader", "generate_assignment", name, "--force")


def run(folder: Path, program: str, *arguments: str) -> tuple[float, float, float]:
    """Run a command; wall seconds, CPU seconds of all its processes, largest MB of one."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{program} {arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def measure(lesson: Path, submissions: int, runs: int) -> None:
    name = lesson.stem
    results: dict[str, list[tuple[float, float]]] = {way.name: [] for way in WAYS}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for way in WAYS:
            make_course(Path(folder, way.name), lesson, way, submissions)
        for number in range(runs):
            for way in WAYS:  # in turn, so that a busy minute of the machine hits them all
                command = [part.format(lesson=name) for part in way.command]
                wall, cpu, _ = run(Path(folder, way.name), *command)
                results[way.name].append((wall / submissions, cpu / submissions))
                print(f"run {number + 1}: {way.name}: {wall / submissions:.2f} s", file=sys.stderr)
    walls = {n: statistics.median(w for w, _ in r) for n, r in results.items()}
    cpus = {n: statistics.median(c for _, c in r) for n, r in results.items()}
    first, second = WAYS[0].name, WAYS[1].name
    print(f"\n{name}, {submissions} submissions, median of {runs} runs, {os.cpu_count()} cores\n")
    print(f"| way | wall s a submission | CPU s a submission | × {first} | × {second} |")
    print("|---|--:|--:|--:|--:|")
    for way in WAYS:
        wall = walls[way.name]
        print(f"| {way.name} | {wall:.2f} | {cpus[way.name]:.2f} "
              f"| {walls[first] / wall:.1f} | {walls[second] / wall:.1f} |")  # fmt: skip


def scaling(lesson: Path, sizes: tuple[int, ...]) -> None:
    way = WAYS[3]
    print("| submissions | wall s a submission | CPU s a submission | largest process, MB |")
    print("|--:|--:|--:|--:|")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            make_course(Path(folder, "c"), lesson, way, size)
            command = [part.format(lesson=lesson.stem) for part in way.command]
            wall, cpu, memory = run(Path(folder, "c"), *command)
        print(f"| {size} | {wall / size:.2f} | {cpu / size:.2f} | {memory:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lesson", default="overhead", help="overhead, or a lesson of source/")
    parser.add_argument("--submissions", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scaling", action="store_true")
    options = parser.parse_args()
    lesson = OVERHEAD
    if options.lesson != "overhead":
        lesson = ROOT / "source" / options.lesson / f"{options.lesson}.ipynb"
    if options.scaling:
        scaling(lesson, (10, 100, 500))
    else:
        measure(lesson, options.submissions, options.runs)


if __name__ == "__main__":
    main()
