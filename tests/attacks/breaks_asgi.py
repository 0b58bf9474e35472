"""An app that breaks the ASGI protocol in every way.

Honest: 0
Answers: stub
Place: greeting
Why:
"""

CALLS = []


class App:
    async def __call__(self, scope, receive, send):
        CALLS.append(1)
        kind = len(CALLS) % 4
        if kind == 0:
            await send({"type": "http.response.body", "body": b"early"})
        elif kind == 1:
            await send({"type": "http.response.start", "status": "two", "headers": [["a", 1]]})
        elif kind == 2:
            await send({"type": "no.such.thing"})
        else:
            raise BaseException("not an Exception")


def create_app():
    return App()
