"""Where the course lies: its folders, its lessons, and which of them a learner means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .errors import CourseError
from .lesson import Lesson, read_lesson


@dataclass(frozen=True)
class Course:
    """A course folder: the one that holds nbgrader_config.py."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course around `start` (default: here), or the one this package lies in."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents, Path(__file__).resolve().parents[1]):
            if (folder / "nbgrader_config.py").is_file() and (folder / "source").is_dir():
                return cls(folder)
        raise CourseError(
            f"No course around {here}: change into the folder with nbgrader_config.py."
        )

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def release(self) -> Path:
        return self.root / "release"

    @property
    def desk(self) -> Path:
        """Where the learner works: notebooks/."""
        return self.root / "notebooks"

    @property
    def state(self) -> Path:
        """What the course writes for itself; ignored by git."""
        return self.root / ".course"

    @property
    def answers(self) -> Path:
        return self.root / "tests" / "answers"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The lessons in source/, in order."""
        return tuple(
            sorted(p.parent.name for p in self.source.glob("*/*.ipynb") if p.stem == p.parent.name)
        )

    def source_of(self, name: str) -> Path:
        return self.source / name / f"{name}.ipynb"

    def release_of(self, name: str) -> Path:
        return self.release / name / f"{name}.ipynb"

    def copy_of(self, name: str) -> Path:
        return self.desk / name / f"{name}.ipynb"

    def lesson(self, name: str) -> Lesson:
        return read_lesson(self.source_of(self.resolve(name)))

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(read_lesson(self.source_of(name)) for name in self.names)

    def resolve(self, word: str) -> str:
        """The lesson that a learner means by `09_dependencies`, `09`, `9` or `dependencies`."""
        word = word.strip().removesuffix("/")
        matches = [
            name
            for name in self.names
            if word == name
            or word == name.partition("_")[2]
            or (word.isdigit() and name.startswith(f"{int(word):02d}_"))
        ]
        if len(matches) == 1:
            return matches[0]
        known = ", ".join(self.names) or "none yet"
        raise CourseError(f"No lesson {word!r}. Lessons: {known}.")

    def resolve_all(self, words: list[str] | None) -> tuple[str, ...]:
        return tuple(self.resolve(word) for word in words) if words else self.names
