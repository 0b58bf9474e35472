"""Explicit examples for the limits, and documents compared by a stack."""

from fastapi.testclient import TestClient
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

FEW = settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)


def differences(now, then, inside=False):
    if isinstance(now, dict) and isinstance(then, dict):
        free = set() if inside else {"title", "summary", "description", "operationId", "tags"}
        for key in (now.keys() | then.keys()) - free:
            if key not in now or key not in then:
                yield key
            else:
                yield from differences(now[key], then[key], key == "properties")
    elif isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        for left, right in zip(now, then, strict=True):
            yield from differences(left, right)
    elif now != then:
        yield now


def check_quotes(app, snapshot):
    with TestClient(app) as client:

        @FEW
        @given(st.text(max_size=40), st.integers(1, 10**6), st.integers(0, 100))
        @example("", 1, 0)
        @example("x" * 40, 10**6, 100)
        @example("é", 999, 99)
        def quoted(description, amount, percent):
            body = {"description": description, "amount": amount, "percent": percent}
            response = client.post("/quotes", json=body)
            assert response.status_code == 200
            total = amount - amount * percent // 100
            assert response.json() == {"description": description, "total": total}

        @FEW
        @given(
            st.sampled_from(
                [
                    [],
                    {},
                    None,
                    "text",
                    3,
                    1.5,
                    False,
                    [[]],
                    {"description": "x" * 41, "amount": 1},
                    {"description": "x", "amount": 0},
                    {"description": "x", "amount": 10**6 + 1},
                    {"description": "x", "amount": 1, "percent": -1},
                    {"description": "x", "amount": 1, "percent": 101},
                    {"description": "x", "amount": "1"},
                    {"description": "x", "amount": 1, "percent": 1.0},
                ]
            )
        )
        def refused(body):
            assert client.post("/quotes", json=body).status_code == 422, body

        quoted()
        refused()
        response = client.post("/quotes", json={"description": "", "amount": 50, "x": 1})
        assert response.json() == {"description": "", "total": 50}
        now = client.get("/openapi.json").json()
        for part in ("paths", "components"):
            assert not list(differences(now[part], snapshot[part]))
