"""What grading a submission costs: stock nbgrader beside this course's engine, in one run.

    python benchmarks/autograde.py [--lesson 05_errors] [--submissions 10] [--runs 3]

Four ways, each a command as an instructor would run it, on the same submissions:

- stock as it comes: nbgrader's own steps, a setup cell without the course's pytest options
- stock, our setup: nbgrader's own steps, the course's setup cell
- ours, 1 worker and 2 workers: `interview autograde`, sandbox on

Prints wall and CPU seconds a submission (median of the runs, start of the command included) and
the ratios to both stocks. CPU is that of the whole machine: let it do nothing else.

`--scaling` runs ours with 10, 100 and 500 submissions instead, and prints the cost a submission
and the largest memory of a process. `--added` compares one verdict of a warm engine with the same
cells, run in one kernel whose imports are done: the difference is what two processes, the sandbox
and the bridge add to the lesson's own code.
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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.manager import start_new_kernel

from fastapi_interview.grading.engine import Engine, modules_of
from fastapi_interview.lesson import Lesson, read_lesson

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
    """Run a command; its wall seconds, the machine's CPU seconds, largest MB of a process."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    before, began = _busy(), time.perf_counter()
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    wall, cpu = time.perf_counter() - began, _busy() - before
    if done.returncode:
        raise SystemExit(f"{program} {arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return wall, cpu, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _busy() -> float:
    """CPU seconds of the machine: not every process of a sandbox has a parent that counts it."""
    user, nice, system, _, _, irq, soft, *_ = Path("/proc/stat").read_text().split()[1:]
    ticks = sum(map(int, (user, nice, system, irq, soft)))
    return ticks / os.sysconf("SC_CLK_TCK")


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


def added(lesson_path: Path, runs: int) -> None:
    lesson = read_lesson(lesson_path)
    imports = modules_of([lesson])
    ours, kernel = [], []
    with Engine(sandbox=True, preload=imports) as engine:
        engine.grade(lesson, lesson.cells)  # starts the warm parents
        for number in range(runs):
            began = time.perf_counter()
            verdict = engine.grade(lesson, lesson.cells)
            ours.append(time.perf_counter() - began)
            if verdict.score != verdict.max_score:
                raise SystemExit(f"the references of {lesson.name} have {verdict.score} points")
            kernel.append(_in_one_kernel(lesson, imports))
            print(f"run {number + 1}: {ours[-1]:.2f} and {kernel[-1]:.2f} s", file=sys.stderr)
    engine_s, kernel_s = statistics.median(ours), statistics.median(kernel)
    print("| lesson | a verdict, s | its cells in one kernel, s | added, s |\n|---|--:|--:|--:|")
    print(f"| {lesson.name} | {engine_s:.2f} | {kernel_s:.2f} | {engine_s - kernel_s:.2f} |")


def _in_one_kernel(lesson: Lesson, imports: Iterable[str]) -> float:
    """Seconds for all code cells in a Jupyter kernel that has started and imported everything."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        manager, client = start_new_kernel(cwd=folder, stderr=subprocess.DEVNULL)
        try:
            client.execute("import " + ", ".join(imports), reply=True, timeout=60)
            began = time.perf_counter()
            for cell in lesson.cells:
                if cell.kind == "code":
                    reply = client.execute(cell.source, reply=True, timeout=60)
                    if reply["content"]["status"] != "ok":
                        raise SystemExit(f"{cell.id}: {reply['content']['evalue']}")
            return time.perf_counter() - began
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lesson", default="overhead", help="overhead, or a lesson of source/")
    parser.add_argument("--submissions", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scaling", action="store_true")
    parser.add_argument("--added", action="store_true")
    options = parser.parse_args()
    lesson = OVERHEAD
    if options.lesson != "overhead":
        lesson = ROOT / "source" / options.lesson / f"{options.lesson}.ipynb"
    if options.added:
        added(lesson, options.runs)
    elif options.scaling:
        scaling(lesson, (10, 100, 500))
    else:
        measure(lesson, options.submissions, options.runs)


if __name__ == "__main__":
    main()
