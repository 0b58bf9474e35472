"""Compares the whole document, wording and all.

Fails: test_wording_of_the_document_is_free
"""

from fastapi.testclient import TestClient
from hypothesis import Phase, given, settings
from hypothesis import strategies as st


def check_quotes(app, snapshot: dict) -> None:
    wording = {"title", "summary", "description", "operationId", "tags"}

    def plain(node, names: bool = False):
        if isinstance(node, list):
            return [plain(item) for item in node]
        if not isinstance(node, dict):
            return node
        kept = node if names else {k: v for k, v in node.items() if k not in wording}
        return {key: plain(value, key == "properties") for key, value in kept.items()}

    valid = st.fixed_dictionaries(
        {
            "description": st.text(max_size=40),
            "amount": st.integers(1, 1_000_000),
        },
        optional={"percent": st.integers(0, 100), "note": st.integers()},
    )
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["description", "amount", "x"]), inner)
        ),
        max_leaves=5,
    )
    quick = settings(
        max_examples=40,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    good = {"description": "tea", "amount": 100, "percent": 10}

    with TestClient(app, raise_server_exceptions=False) as client:

        def accepted(body: dict) -> None:
            response = client.post("/quotes", json=body)
            assert response.status_code == 200, f"{body}: {response.status_code}"
            amount, percent = body["amount"], body.get("percent", 0)
            total = amount - amount * percent // 100
            expected = {"description": body["description"], "total": total}
            assert response.json() == expected, f"{body}: {response.text}"

        @quick
        @given(valid)
        def valid_bodies(body):
            accepted(body)

        @quick
        @given(anything)
        def any_json(body):
            status = client.post("/quotes", json=body).status_code
            assert status in (200, 422), f"{body}: {status}"

        limits = {
            "description": ("", "ü" * 40),
            "amount": (1, 10**6),
            "percent": (0, 100),
        }
        beyond = {
            "description": ("ü" * 41,),
            "amount": (0, 10**6 + 1, 5.0, "5"),
            "percent": (-1, 101, 5.0, "5"),
        }
        for field, values in limits.items():
            for value in values:
                accepted({**good, field: value})
        for field, values in beyond.items():
            for value in (*values, None, [], {}):
                status = client.post("/quotes", json={**good, field: value}).status_code
                assert status == 422, f"{field}={value!r}: {status}"
        for body in ({}, [], [1], "x", 7, True, None, {"amount": 1}):
            status = client.post("/quotes", json=body).status_code
            assert status == 422, f"{body!r}: {status}"
        valid_bodies()
        any_json()

        document = client.get("/openapi.json").json()
        for part in ("paths", "components"):
            now, then = document[part], snapshot[part]
            assert now == then, f"the document's {part} changed"
