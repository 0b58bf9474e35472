"""The code behind the FastAPI interview course: lessons, the learner's desk, grading."""
