"""No Hypothesis: a seeded generator, and JSON text compared as text."""

import json
import random

from fastapi.testclient import TestClient


def normal(node, keep_all=False):
    if isinstance(node, dict):
        drop = () if keep_all else ("title", "summary", "description", "operationId", "tags")
        return {k: normal(v, k == "properties") for k, v in node.items() if k not in drop}
    return [normal(item) for item in node] if isinstance(node, list) else node


def check_quotes(app, snapshot):
    dice = random.Random(14)
    letters = "abc ÄÖ€漢\u0000\n"
    with TestClient(app, raise_server_exceptions=False) as client:
        for turn in range(80):
            size = (0, 40)[turn] if turn < 2 else dice.randint(0, 40)
            body = {
                "description": "".join(dice.choices(letters, k=size)),
                "amount": (1, 10**6)[turn] if turn < 2 else dice.randint(1, 10**6),
                "percent": (0, 100)[turn] if turn < 2 else dice.randint(0, 100),
            }
            if turn % 10 == 9:
                del body["percent"]
                body["other"] = [turn]
            cut = body["amount"] * body.get("percent", 0) // 100
            response = client.post("/quotes", json=body)
            if response.status_code != 200:
                raise AssertionError(f"{body}: {response.status_code}")
            expected = {"description": body["description"], "total": body["amount"] - cut}
            if response.json() != expected:
                raise AssertionError(f"{body}: {response.text}")
        good = {"description": "x", "amount": 5, "percent": 5}
        bad = [
            good | {"amount": 0},
            good | {"amount": 10**6 + 1},
            good | {"percent": 101},
            good | {"percent": -1},
            good | {"description": "y" * 41},
            [good],
            "good",
            None,
            5,
            {},
            good | {"amount": "5"},
            good | {"amount": 5.0},
            good | {"description": 5},
        ]
        for body in bad:
            assert client.post("/quotes", json=body).status_code == 422, body
        now = client.get("/openapi.json").json()
    texts = [
        json.dumps([normal(d["paths"]), normal(d["components"])], sort_keys=True)
        for d in (now, snapshot)
    ]
    assert texts[0] == texts[1], "the document changed"
