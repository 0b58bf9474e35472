"""A student's or a judge's process as a new interpreter, for systems without warm parents.

`python -I -m fastapi_interview.grading.alone ROLE PORT`, with a token on standard input that it
shows to the port's owner when it connects: once for its orders, once for the bridge.
"""

from __future__ import annotations

import socket
import sys


def main() -> None:
    role, port = sys.argv[1:]
    token = sys.stdin.read().encode()
    connections = []
    for _ in range(2):
        connection = socket.create_connection(("127.0.0.1", int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(token)
        connections.append(connection)
    if role == "student":
        from .student import serve
    else:
        from .judge import serve
    orders, bridge = connections
    serve(orders, bridge)


if __name__ == "__main__":
    main()
