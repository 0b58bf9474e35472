"""One client after the other, with the cookie jar and SimpleCookie, and pytest.raises."""

from http.cookies import SimpleCookie

import pytest
from fastapi.testclient import TestClient


def check_portal(app):
    def anyone():
        client = TestClient(app, follow_redirects=False)
        return client

    assert anyone().get("/ready").status_code == 503
    for path in ("/audit", "/account", "/export"):
        assert anyone().get(path).status_code == 503
    for path in ("/login", "/logout"):
        assert anyone().post(path, json={"user": "ada"}).status_code == 503
    with anyone() as ada:
        assert ada.get("/ready").status_code == 200
        answer = ada.get("/account")
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")

        def log_in(client, name):
            answer = client.post("/login", json={"user": name})
            assert (answer.status_code, answer.headers["location"]) == (303, "/account")
            cookie = SimpleCookie(answer.headers["set-cookie"])["session"]
            assert cookie["httponly"]
            assert cookie["samesite"].lower() == "lax"
            assert client.cookies["session"] == cookie.value
            return cookie.value

        mine = log_in(ada, "ada")
        bob, again = anyone(), anyone()
        values = {mine, log_in(bob, "bob"), log_in(again, "ada")}
        assert len(values) == 3
        assert ada.get("/audit").json() == ["ada", "bob", "ada"]
        log_in(anyone(), "cyd")
        assert ada.get("/audit").json() == ["ada", "bob", "ada", "cyd"]
        for client, name, visits in ((ada, "ada", 1), (ada, "ada", 2), (bob, "bob", 1)):
            answer = client.get("/account")
            assert answer.status_code == 200
            assert answer.json() == {"user": name, "visits": visits}
        answer = ada.post("/logout")
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
        thief = anyone()
        thief.cookies.set("session", mine)
        assert thief.get("/account").headers.get("location") == "/login"
        liar = anyone()
        liar.cookies.set("session", "letmein")
        assert liar.get("/account").headers.get("location") == "/login"
        assert again.get("/account").json() == {"user": "ada", "visits": 1}

        assert log_in(bob, "bob") not in values

        with pytest.raises(RuntimeError):
            ada.get("/export")
        quiet = TestClient(app, raise_server_exceptions=False)
        answer = quiet.get("/export")
        assert answer.status_code == 500
        assert answer.json() == {"error": "internal"}
    assert anyone().get("/ready").status_code == 503
