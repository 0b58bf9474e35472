"""One client, an emptied jar, and the session in the Cookie header."""

from fastapi.testclient import TestClient

PATHS = [
    ("POST", "/login"),
    ("GET", "/account"),
    ("POST", "/logout"),
    ("GET", "/audit"),
    ("GET", "/export"),
]


def check_portal(app) -> None:
    client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)

    def send(method, path, session=None, **kwargs):
        client.cookies.clear()
        headers = {} if session is None else {"Cookie": f"session={session}"}
        return client.request(method, path, headers=headers, **kwargs)

    def redirects(response, target):
        assert response.status_code == 303
        assert response.headers["location"] == target

    def ready(status):
        assert send("GET", "/ready").status_code == status

    def login(user, session=None):
        response = send("POST", "/login", session, json={"user": user})
        redirects(response, "/account")
        cookies = [
            [part.strip() for part in cookie.split(";")]
            for cookie in response.headers.get_list("set-cookie")
        ]
        [(pair, *attributes)] = [c for c in cookies if c[0].startswith("session=")]
        lower = [attribute.lower().replace(" ", "") for attribute in attributes]
        assert "httponly" in lower
        assert [a for a in lower if a.startswith("samesite")] == ["samesite=lax"]
        value = pair.removeprefix("session=")
        assert value
        return value

    def visits(session, user, count):
        response = send("GET", "/account", session)
        assert response.status_code == 200
        assert response.json() == {"user": user, "visits": count}

    def stranger(session=None):
        redirects(send("GET", "/account", session), "/login")

    def audit(*names):
        response = send("GET", "/audit")
        assert response.status_code == 200
        assert response.json() == list(names)

    ready(503)
    for method, path in PATHS:
        kwargs = {"json": {"user": "early"}} if path == "/login" else {}
        assert send(method, path, **kwargs).status_code == 503

    with client:
        ready(200)
        audit()
        stranger()
        stranger("made-up")

        ada = login("ada")
        audit("ada")
        bob = login("bob")
        audit("ada", "bob")
        again = login("ada")
        audit("ada", "bob", "ada")
        fixed = login("ada", "made-up")
        renewed = login("ada", ada)
        assert len({ada, bob, again, fixed, renewed, "made-up"}) == 6
        stranger("made-up")
        audit("ada", "bob", "ada", "ada", "ada")

        visits(bob, "bob", 1)
        visits(again, "ada", 1)
        visits(bob, "bob", 2)
        visits(bob, "bob", 3)
        stranger()
        visits(again, "ada", 2)
        visits(fixed, "ada", 1)
        visits(renewed, "ada", 1)

        redirects(send("POST", "/logout", again), "/login")
        stranger(again)
        visits(bob, "bob", 4)
        fresh = login("ada")
        assert fresh not in (ada, bob, again, fixed, renewed)
        visits(fresh, "ada", 1)
        stranger(again)
        redirects(send("POST", "/logout", bob), "/login")
        stranger(bob)
        visits(fresh, "ada", 2)

        crashed = send("GET", "/export")
        assert crashed.status_code == 500
        assert crashed.json() == {"error": "internal"}
        try:
            TestClient(app).get("/export")
        except RuntimeError as error:
            message = str(error)
            assert not message or message not in str(crashed.headers)
        else:
            raise AssertionError("the exception does not reach the server")

        audit("ada", "bob", "ada", "ada", "ada", "ada")
        ready(200)

    ready(503)
