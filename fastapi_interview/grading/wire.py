"""Frames of plain data over a socket: a length, then msgpack. Sizes are bounded when read."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import Any

import msgpack

MAX_FRAME = 8 * 2**20  # bytes
CHUNK = 1 * 2**20  # bytes of a body in one frame


class WireError(Exception):
    """The other side sent something that is not a frame, or one too large."""


class Wire:
    """One socket, used by one reader and any number of writers."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._lock = threading.Lock()

    def send(self, message: dict[str, Any]) -> None:
        """Raises OSError when the other side has gone, WireError for a message too large."""
        data = msgpack.packb(message, use_bin_type=True)
        if len(data) > MAX_FRAME:
            raise WireError(f"a message of {len(data) / 2**20:.0f} MB is too large")
        with self._lock:
            self._socket.sendall(struct.pack(">I", len(data)) + data)

    def receive(self, seconds: float | None = None) -> dict[str, Any] | None:
        """The next message, or None at the end.

        Raises TimeoutError after `seconds` without one, and WireError on anything else.
        """
        self._socket.settimeout(seconds)
        header = self._read(4)
        if header is None:
            return None
        (size,) = struct.unpack(">I", header)
        if size > MAX_FRAME:
            raise WireError(f"a frame of {size} bytes")
        data = self._read(size)
        if data is None:
            raise WireError("a frame that ends early")
        try:
            message = msgpack.unpackb(
                data, raw=False, max_ext_len=0, max_map_len=10_000, max_array_len=100_000
            )
        except Exception as error:
            raise WireError(f"not msgpack: {type(error).__name__}") from None
        if not isinstance(message, dict):
            raise WireError("a frame that is not a map")
        return message

    def _read(self, size: int) -> bytes | None:
        data = bytearray()
        while len(data) < size:
            try:
                piece = self._socket.recv(min(size - len(data), 2**20))
            except TimeoutError:
                raise
            except OSError:
                return None
            if not piece:
                return None
            data += piece
        return bytes(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # closed by the other side
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
