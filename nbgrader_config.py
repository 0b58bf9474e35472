"""The course as nbgrader sees it. `nbgrader …` and the Formgrader read this file, started here."""

import os
from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader provides it)

here = Path(__file__).parent if "__file__" in globals() else Path.cwd()
state = here / ".course"  # ignored by git
state.mkdir(exist_ok=True)

c.CourseDirectory.root = str(here)
c.CourseDirectory.course_id = "fastapi_interview"
c.CourseDirectory.db_url = os.environ.get("INTERVIEW_DB_URL", f"sqlite:///{state / 'gradebook.db'}")
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "__pycache__", "*.pyc", "conftest.py", "pytest.ini", ".*",
]  # fmt: skip

# Where lessons are handed out and collected. A school points this at a folder that all its
# students reach; nbgrader wants it writable by everybody.
exchange = Path(os.environ.get("INTERVIEW_EXCHANGE", state / "exchange"))
exchange.mkdir(parents=True, exist_ok=True)
if exchange.is_relative_to(state):
    exchange.chmod(0o777)
c.Exchange.root = str(exchange)

# source/ -> release/. The order matters: cells are saved to the gradebook with their hidden tests.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.LockCells",
    "fastapi_interview.preprocessors.ClearAnswers",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "fastapi_interview.preprocessors.RunAllGoesOn",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Grading: the course's engine in place of nbgrader's Execute. docs/instructors.md tells what it
# promises; limits on one submission are set as c.Grade.memory_mb = 1024, and so on.
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "fastapi_interview.grading.nbgrader.Restore",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "fastapi_interview.grading.nbgrader.Grade",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.OverwriteCells.add_missing_cells = True  # for a course that goes back to nbgrader's own steps
c.Execute.timeout = 60  # Validate runs a notebook in the learner's own kernel

c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "fastapi_interview.preprocessors.HideHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
