"""The course as people see it: JupyterLab in headless Chromium.

Pictures of each step are left in test-results/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest

from conftest import BIN, ROOT, make_course, skip_without
from fastapi_interview.course import Course

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
pytestmark = [pytest.mark.browser, skip_without("chromium", package="chromium")]
RESULTS = ROOT / "test-results"
PATIENCE = 120_000  # milliseconds, for a busy machine
PROMPTS = """[...document.querySelectorAll(
    '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputArea-prompt'
)].map(p => p.textContent)"""  # a cell that has run has a number, one that waits has a star


class Lab:
    """A JupyterLab on a course of its own, and a page to look at it."""

    def __init__(self, course: Course, url: str, page: playwright.Page) -> None:
        self.course = course
        self.url = url
        self.page = page

    def picture(self, name: str) -> None:
        RESULTS.mkdir(exist_ok=True)
        self.page.screenshot(path=str(RESULTS / f"{name}.png"))

    def open(self, path: str) -> None:
        """Open a notebook alone, and wait until its kernel is idle."""
        base, _, token = self.url.partition("?")
        self.page.goto(f"{base.split('/lab')[0]}/lab/tree/{path}?{token}&reset")
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden)", timeout=PATIENCE)
        self.idle()

    def settle(self) -> None:
        """Answer JupyterLab's question for a kernel, asked when we were faster than the kernel."""
        accept = self.page.locator(".jp-Dialog:has-text('Select Kernel') .jp-mod-accept")
        if accept.count():
            accept.first.click()
            self.idle()

    def menu(self, menu: str, item: str) -> None:
        self.settle()
        self.page.click(f".lm-MenuBar-itemLabel:text-is('{menu}')")
        self.page.click(f".lm-Menu-itemLabel:text-is('{item}')")

    def idle(self) -> None:
        self.page.wait_for_selector(
            ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]",
            timeout=PATIENCE,
        )

    def run_all(self) -> None:
        """Run All Cells, and wait for the end. Tried again while the kernel is not connected yet."""
        for _ in range(5):
            self.menu("Run", "Run All Cells")
            try:
                self.page.wait_for_function(f"({PROMPTS}).some(p => p.includes('*'))", timeout=5000)
                break
            except playwright.TimeoutError:
                self.settle()
                if self.page.evaluate(f"({PROMPTS}).every(p => /\\d/.test(p))"):
                    break  # it was faster than we could look
        self.page.wait_for_function(f"({PROMPTS}).every(p => /\\d/.test(p))", timeout=PATIENCE)
        self.idle()

    def cell(self, text: str) -> playwright.Locator:
        """The code cell of the open notebook that contains this text."""
        return self.page.locator(
            ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell", has_text=text
        ).first


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    lesson = ROOT / "source" / "01_first_app" / "01_first_app.ipynb"
    course = make_course(tmp_path_factory.mktemp("lab") / "course", {"01_first_app": lesson})
    shutil.copy(ROOT / "notebooks" / "start_here.ipynb", course.desk)
    log = course.root / "lab.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [str(BIN / "interview"), "lab", "--no-browser", "--port", "0"],
            cwd=course.root, stdout=file, stderr=subprocess.STDOUT,
            env={"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(course.root)},
        )  # fmt: skip
    try:
        url = None
        for _ in range(240):
            found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+", log.read_text())
            if found or server.poll() is not None:
                url = found[0] if found else None
                break
            time.sleep(0.5)
        assert url, f"JupyterLab does not start:\n{log.read_text()[-3000:]}"
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.set_default_timeout(PATIENCE)
            page.on("dialog", lambda dialog: dialog.accept())  # leave a page with unsaved changes
            lab = Lab(course, url, page)
            yield lab
            lab.picture("at_the_end")
            browser.close()
    finally:
        server.terminate()
        server.wait(30)


def test_a_learner_solves_an_exercise(lab: Lab) -> None:
    page = lab.page
    page.goto(lab.url)
    page.wait_for_selector(".jp-NotebookPanel")
    lab.idle()
    lab.run_all()
    assert page.locator("text=Would you like to get notified").count() == 0
    lab.picture("start_here")
    page.click(".jp-RenderedMarkdown a:has-text('01 ·')")
    page.wait_for_selector(".lm-TabBar-tab.lm-mod-current:has-text('01_first_app.ipynb')")
    lab.idle()
    lab.picture("lesson_top")
    lab.run_all()
    tests = lab.cell("def test_health")
    tests.scroll_into_view_if_needed()
    told = tests.locator(".jp-OutputArea").inner_text()
    assert "Not answered yet" in told, told
    assert "FAILED" in told, told
    assert told.rstrip().endswith("replace this line with your code."), told
    assert "run_cell_magic" not in told, told
    lab.picture("failing_test")


def test_a_right_answer_passes_its_tests(lab: Lab) -> None:
    page = lab.page
    lesson = lab.course.lesson("01_first_app")
    exercise = lesson.exercises[0]
    answer = exercise.answer.source
    lab.open("notebooks/01_first_app/01_first_app.ipynb")
    cell = lab.cell("raise NotImplementedError")
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(answer)
    lab.run_all()
    tests = lab.cell(exercise.tests[0].name)
    tests.scroll_into_view_if_needed()
    told = tests.locator(".jp-OutputArea").inner_text()
    visible = sum(not t.hidden for t in exercise.tests)
    assert f"{visible} passed" in told, told
    lab.picture("passing_test")


def test_validate_says_what_is_left(lab: Lab) -> None:
    page = lab.page
    lab.open("notebooks/01_first_app/01_first_app.ipynb")
    page.get_by_text("Validate", exact=True).first.click()
    page.wait_for_selector(".jp-Dialog", timeout=PATIENCE)
    told = page.locator(".jp-Dialog-content").inner_text()
    lab.picture("validate")
    page.keyboard.press("Escape")
    exercises = lab.course.lesson("01_first_app").exercises
    assert told.count("The following cell failed") == len(exercises), told
    assert "Not answered yet" in told, told


def test_an_instructor_generates_a_lesson(lab: Lab) -> None:
    page = lab.page
    base = lab.url.split("/lab")[0]
    token = lab.url.partition("?")[2]
    page.goto(f"{base}/formgrader?{token}")
    page.wait_for_selector("text=01_first_app")
    lab.picture("formgrader")
    released = lab.course.release_of("01_first_app")
    released.unlink()
    page.click("tr:has-text('01_first_app') .assign a")
    page.wait_for_selector("text=Successfully")
    lab.picture("generated")
    assert released.is_file()
