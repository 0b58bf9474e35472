"""Returns objects that are no JSON: self-equal, recursive, deeply nested, huge.

Honest: 0
Answers: stub
Place: greeting
Why:
"""


class Yes:
    def __eq__(self, other):
        return True


LEFT = [Yes(), Yes, "x" * 50_000_000, float("nan")]
nested = []
for _ in range(100_000):
    nested = [nested]
LEFT.append(nested)


def create_app():
    return LEFT.pop() if LEFT else Yes()
