"""Threads that share one TestClient inside `with`, and so one event loop."""

from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient


def check_seats(app):
    with TestClient(app) as client, ThreadPoolExecutor(6) as pool:
        for seats, at_once in ((1, 2), (5, 2), (3, 5), (2, 1)):
            show = client.post("/shows", json={"seats": seats}).json()
            path = f"/shows/{show['id']}"
            free, given = seats, []
            while free:
                answers = list(pool.map(lambda _: client.post(f"{path}/holds"), range(at_once)))
                sold = [a.json()["seat"] for a in answers if a.status_code == 201]
                assert len(sold) == min(free, at_once), [a.status_code for a in answers]
                assert all(a.status_code in (201, 409) for a in answers)
                given += sold
                free -= len(sold)
                assert client.get(path).json() == {"id": show["id"], "free": free}
            assert sorted(given) == list(range(1, seats + 1)), given
            assert client.post(f"{path}/holds").status_code == 409
