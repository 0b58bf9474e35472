"""What the course adds to nbgrader's own steps; nbgrader_config.py names each one."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from .lesson import clear_hidden_tests, clear_solution

CONTINUE = "raises-exception"  # JupyterLab's and nbclient's tag for "go on after an error"
HIDDEN_NOTE = "# Hidden tests ran here, too. What each one checks is listed below."


class ClearAnswers(NbGraderPreprocessor):  # type: ignore[misc]
    """Solution regions become a stub; a starter region, where there is one, takes their place."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and grading.get("solution"):
            cell.source = clear_solution(cell.source)
        elif "### BEGIN SOLUTION" in cell.source:
            raise RuntimeError(f"cell {cell.get('id')!r} has a solution, but is no answer cell")
        return cell, resources


class RunAllGoesOn(NbGraderPreprocessor):  # type: ignore[misc]
    """Tags answers and tests, so that Run All does not stop at the first unanswered exercise."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        cell.source = cell.source.rstrip()  # hidden tests leave empty lines behind
        if cell.cell_type == "code" and "nbgrader" in cell.metadata:
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), CONTINUE})
        return cell, resources


class HideHiddenTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Feedback shows what hidden tests check and how they went, never their code."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        if cell.cell_type == "code" and "### BEGIN HIDDEN TESTS" in cell.source:
            cell.source = f"{clear_hidden_tests(cell.source)}\n\n{HIDDEN_NOTE}"
        return cell, resources
