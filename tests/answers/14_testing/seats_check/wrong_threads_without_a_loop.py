"""Sends from threads without `with`, so each hold has an event loop of its own.

Fails: test_last_seat_sold_twice_turns_the_check_red, test_sold_out_show_that_sells_turns_the_check_red, test_same_seat_twice_turns_the_check_red, test_refusal_of_a_free_seat_turns_the_check_red
"""

from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient


def check_seats(app):
    client = TestClient(app)
    with ThreadPoolExecutor(6) as pool:
        for seats, at_once in ((1, 2), (5, 2), (3, 5)):
            show = client.post("/shows", json={"seats": seats}).json()
            path = f"/shows/{show['id']}/holds"
            answers = list(pool.map(lambda _: client.post(path), range(at_once)))
            sold = {a.json()["seat"] for a in answers if a.status_code == 201}
            assert len(sold) == min(seats, at_once)
