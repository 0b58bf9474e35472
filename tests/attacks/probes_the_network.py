"""Tries the host's loopback, the outside, and sockets of other processes.

Honest: 0
Answers: stub
Place: first
Why:
"""

import os
import socket

found = []
for host, port in [("127.0.0.1", p) for p in (22, 5432, 8786, 8888)] + [("1.1.1.1", 53)]:
    try:
        socket.create_connection((host, port), timeout=0.2)
        found.append((host, port))
    except OSError:
        pass
listener = socket.create_server(("127.0.0.1", 0))
socket.create_connection(listener.getsockname(), timeout=1)
if len(socket.if_nameindex()) > 1:
    found.append(socket.if_nameindex())
if os.path.exists("/run/dbus/system_bus_socket"):
    found.append("dbus")
print("FOUND", found) if found else print("nothing")
