"""One exception for everything a person can put right."""


class CourseError(Exception):
    """What went wrong and the way out, in one line. The command prints it and exits 1."""
