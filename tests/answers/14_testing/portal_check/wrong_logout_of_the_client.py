"""Tests the logout with the client that has just dropped its cookie.

Fails: test_wrong_cookies_and_sessions_turn_the_check_red
"""

from fastapi.testclient import TestClient


def check_portal(app) -> None:
    options = {"follow_redirects": False, "raise_server_exceptions": False}

    def redirects(response, target: str) -> None:
        came = (response.status_code, response.headers.get("location"))
        assert came == (303, target), f"expected 303 to {target}, got {came}"

    def ready(status: int) -> None:
        came = TestClient(app, **options).get("/ready").status_code
        assert came == status, f"/ready: expected {status}, got {came}"

    def log_in(client, user: str) -> str:
        response = client.post("/login", json={"user": user})
        redirects(response, "/account")
        pair, *rest = response.headers["set-cookie"].split(";")
        name, _, value = pair.strip().partition("=")
        attributes = {part.strip().lower() for part in rest}
        assert name == "session", pair
        assert value, pair
        assert {"httponly", "samesite=lax"} <= attributes, attributes
        return value

    def visit(session: str, user: str, visits: int) -> None:
        cookie = {"Cookie": f"session={session}"}
        response = TestClient(app, **options).get("/account", headers=cookie)
        assert response.status_code == 200, response.text
        assert response.json() == {"user": user, "visits": visits}, response.text

    ready(503)
    early = TestClient(app, **options)
    for path in ("/account", "/audit", "/export"):
        came = early.get(path).status_code
        assert came == 503, f"{path} before start-up: {came}"
    came = early.post("/login", json={"user": "ada"}).status_code
    assert came == 503, f"login before start-up: {came}"

    with TestClient(app, **options) as client:
        ready(200)
        redirects(client.get("/account"), "/login")
        assert client.get("/audit").json() == [], "the audit does not begin empty"
        first = log_in(client, "ada")
        assert client.get("/audit").json() == ["ada"], "the audit misses a login"
        visit(first, "ada", 1)
        bob = TestClient(app, **options)
        second = log_in(bob, "bob")
        assert client.get("/audit").json() == ["ada", "bob"], "wrong order in the audit"
        third = log_in(TestClient(app, **options), "ada")
        assert len({first, second, third}) == 3, "a session value was given twice"
        visit(first, "ada", 2)
        visit(second, "bob", 1)
        visit(third, "ada", 1)

        redirects(client.post("/logout"), "/login")
        redirects(client.get("/account"), "/login")
        for value in ("made-up",):
            cookie = {"Cookie": f"session={value}"}
            stale = TestClient(app, **options).get("/account", headers=cookie)
            redirects(stale, "/login")
        visit(third, "ada", 2)
        assert log_in(bob, "bob") != second, "a login kept the value that it brought"

        crash = client.get("/export")
        assert crash.status_code == 500, f"expected 500, got {crash.status_code}"
        assert crash.json() == {"error": "internal"}, crash.text
        try:
            TestClient(app).get("/export")
        except RuntimeError:
            pass
        else:
            raise AssertionError("the exception did not reach the server")
        ready(200)
    ready(503)
