"""Tables of changes, and documents compared as canonical JSON text."""

import json

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

WORDING = {"title", "summary", "description", "operationId", "tags"}
NAMED = {
    "properties",
    "patternProperties",
    "$defs",
    "paths",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "content",
    "mapping",
    "securitySchemes",
}
DATA = {"default", "const", "enum", "example", "examples"}


def _meaning(node, names=False):
    """An OpenAPI node without its wording; in a map of names each key counts."""
    if isinstance(node, list):
        return [_meaning(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if names:
            kept[key] = _meaning(value)
        elif key in DATA:
            kept[key] = value
        elif key == "required" and isinstance(value, list):
            kept[key] = sorted(value)
        elif key not in WORDING:
            kept[key] = _meaning(value, key in NAMED)
    return kept


def _canonical(document):
    parts = {key: document.get(key, {}) for key in ("paths", "components")}
    parts = {"paths": _meaning(parts["paths"], True), "components": _meaning(parts["components"])}
    return json.dumps(parts, sort_keys=True)


QUOTES = st.fixed_dictionaries(
    {
        "description": st.text(max_size=40) | st.text(min_size=15, max_size=40),
        "amount": st.integers(1, 1_000_000) | st.integers(1, 2_000),
    },
    optional={
        "percent": st.integers(0, 100),
        "note": st.none() | st.integers() | st.text(max_size=5),
    },
)
GOOD = {"description": "Tee", "amount": 1999, "percent": 10}
LIMITS = [
    {"description": ""},
    {"description": "x" * 40},
    {"description": "🫖" * 40},
    {"amount": 1},
    {"amount": 1_000_000},
    {"amount": 1, "percent": 100},
    {"percent": 0},
    {"percent": 100},
    {"percent": 99},
    {"total": 7, "id": None},
]
BAD = [
    *({"description": bad} for bad in ("x" * 41, "🫖" * 41, None, 5, ["x"], {})),
    *({"amount": bad} for bad in (0, -1, 1_000_001, 10**30, 5.0, 5.5, "5", True, None, [])),
    *({"percent": bad} for bad in (-1, 101, 5.0, 5.5, "5", False, None, [])),
]
OTHERS = [
    None,
    True,
    False,
    0,
    5,
    5.5,
    "",
    "text",
    json.dumps(GOOD),
    [],
    [GOOD],
    [1],
    [[]],
    {},
    {"description": "Tee"},
    {"amount": 5},
    {"percent": 5},
    {"x": {"y": []}},
]


def check_quotes(app, snapshot: dict) -> None:
    client = TestClient(app)

    def post(body):
        headers = {"Content-Type": "application/json"}
        return client.post("/quotes", content=json.dumps(body), headers=headers)

    def accepted(body):
        response = post(body)
        assert response.status_code == 200, body
        amount, percent = body["amount"], body.get("percent", 0)
        total = amount - amount * percent // 100
        expected = {"description": body["description"], "total": total}
        assert response.json() == expected, body

    @settings(
        max_examples=80,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(QUOTES)
    def any_quote(body):
        accepted(body)

    now = client.get("/openapi.json")
    assert now.status_code == 200
    assert _canonical(now.json()) == _canonical(snapshot)
    for change in LIMITS:
        accepted(GOOD | change)
    for change in BAD:
        assert post(GOOD | change).status_code == 422, change
    for body in OTHERS:
        assert post(body).status_code == 422, body
    any_quote()
