"""A bridge between two processes: ASGI apps, functions of JSON arguments, JSON values.

Both sides hold a `Bridge`. An object that one side exports is a number for the other, who gets a
`RemoteApp` or a `RemoteFunction` in its place. Nothing is pickled, nothing is evaluated, and an
exception crosses as its name, its message and its traceback in text.

An ASGI call runs in a thread with an event loop that lives as long as the caller's loop, so that
`with TestClient(app)` keeps one loop, and a request without it has one of its own, as in one
process: locks, background tasks and lifespan state behave alike.
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import inspect
import itertools
import json
import threading
import traceback
import weakref
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import Future
from typing import Any

from .wire import CHUNK, Wire, WireError

MAX_SERVED = 500  # calls and loops that one side serves at once
MAX_EXPORTS = 10_000  # apps and functions one side may hand over
MAX_JSON = 4 * 2**20  # characters of one JSON value
MAX_RESPONSE = 64 * 2**20  # bytes of one ASGI call's messages
MAX_MESSAGES = 200_000  # messages of one ASGI call
MAX_TEXT = 20_000  # characters of a message or a traceback
TEARDOWN = 5.0  # seconds a cancelled call or a closing loop may take

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class RemoteError(Exception):
    """An exception raised in the other process whose class does not exist in this one."""


class BridgeClosed(RemoteError):
    """The other process has ended, or sent something that no honest peer sends."""


class NoAnswer(RemoteError, TimeoutError):
    """The other process did not answer in time."""


class Bridge:
    """One end. `lookup` gives the objects that the other side may ask for by name."""

    def __init__(
        self, wire: Wire, *, first: bool, lookup: Callable[[str], Any] | None = None
    ) -> None:
        self._wire = wire
        self._lookup = lookup
        self._numbers = itertools.count(2 if first else 1, 2)  # each side has its own parity
        self._parity = 0 if first else 1
        self._exports: dict[int, Any] = {}
        self._export_numbers = itertools.count(1)
        self._replies: dict[int, _Reply | _LoopReply] = {}
        self._calls: dict[int, _AppCall] = {}  # ASGI calls we make
        self._served: dict[int, _ServedCall] = {}  # ASGI calls we serve
        self._loops: dict[int, _LoopThread] = {}  # loops we run for the other side
        self._loop_numbers: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, int] = (
            weakref.WeakKeyDictionary()
        )
        self._keepers: dict[int, asyncio.Task[None]] = {}
        self._answering = threading.Semaphore(MAX_SERVED)
        self._lock = threading.Lock()
        self._closed: str | None = None
        self._overdue: str | None = None

    def start(self) -> None:
        threading.Thread(target=self._read, name="bridge", daemon=True).start()

    # What the owner of this end calls.

    def get(self, name: str) -> Any:
        """The other side's object of that name. Raises NameError when it has none."""
        return self._ask({"do": "get", "name": name})

    def expire(self, why: str | None) -> None:
        """Fail every call under way and every new one with NoAnswer, until called with None."""
        with self._lock:
            self._overdue = why
            replies, calls = list(self._replies.values()), list(self._calls.values())
        if why is not None:
            for reply in replies:
                reply.set(error=NoAnswer(why))
            for call in calls:
                call.fail(NoAnswer(why))

    def close(self, why: str = "the other process has ended") -> None:
        with self._lock:
            if self._closed is not None:
                return
            self._closed = why
            replies, calls = list(self._replies.values()), list(self._calls.values())
            loops = list(self._loops.values())
        self._wire.close()
        for reply in replies:
            reply.set(error=BridgeClosed(why))
        for call in calls:
            call.fail(BridgeClosed(why))
        for loop in loops:
            loop.stop()

    # Values.

    def _encode(self, value: Any) -> dict[str, Any]:
        if isinstance(value, RemoteApp | RemoteFunction) and value._bridge is self:
            return {"yours": value._number}
        if is_asgi_app(value):
            return {"app": self._export(value)}
        if callable(value):
            return {"function": self._export(value)}
        try:
            text = json.dumps(value)
        except (TypeError, ValueError, RecursionError) as error:
            raise TypeError(f"{type(value).__name__} is not a JSON value: {error}") from None
        if len(text) > MAX_JSON:
            raise ValueError(f"a JSON value of {len(text)} characters is too large")
        return {"json": text}

    def _decode(self, value: Any) -> Any:
        if not isinstance(value, dict) or len(value) != 1:
            raise WireError("not a value")
        ((kind, content),) = value.items()
        if kind == "json" and isinstance(content, str) and len(content) <= MAX_JSON:
            try:
                return json.loads(content)
            except (ValueError, RecursionError) as error:
                raise WireError(f"not JSON: {type(error).__name__}") from None
        if kind == "yours" and content in self._exports:
            return self._exports[content]
        if kind == "app" and isinstance(content, int):
            return RemoteApp(self, content)
        if kind == "function" and isinstance(content, int):
            return RemoteFunction(self, content)
        raise WireError("not a value")

    def _export(self, value: Any) -> int:
        with self._lock:
            for number, known in self._exports.items():
                if known is value:
                    return number
            if len(self._exports) >= MAX_EXPORTS:
                raise ValueError("too many apps and functions")
            number = next(self._export_numbers)
            self._exports[number] = value
            return number

    # Calls that wait for one reply.

    def _ask(self, message: dict[str, Any]) -> Any:
        reply = _Reply()
        with self._asked(message, reply):
            return reply.wait()

    @contextlib.contextmanager
    def _asked(self, message: dict[str, Any], reply: _Reply | _LoopReply) -> Iterator[None]:
        """Send `message`, and hand what answers it to `reply`, for as long as this lasts."""
        number = next(self._numbers)
        with self._lock:
            self._check_open()
            self._replies[number] = reply
        try:
            self._send({**message, "id": number})
            yield
        finally:
            self._replies.pop(number, None)

    def _check_open(self) -> None:
        if self._closed is not None:
            raise BridgeClosed(self._closed)
        if self._overdue is not None:
            raise NoAnswer(self._overdue)

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._wire.send(message)
        except OSError:
            self.close()
            raise BridgeClosed("the other process has ended") from None

    # Reading.

    def _read(self) -> None:
        why = "the other process has ended"
        try:
            while (message := self._wire.receive()) is not None:
                self._handle(message)
        except WireError as error:
            why = f"the other process sent {error}"
        except Exception as error:
            why = f"the other process sent a message that makes no sense ({type(error).__name__})"
        self.close(why)

    def _handle(self, message: dict[str, Any]) -> None:
        do, number = message.get("do"), message.get("id")
        if not isinstance(number, int):
            raise WireError("a message without id")
        mine = number % 2 == self._parity  # an answer to something we began
        if mine:
            if do == "result":
                if reply := self._replies.get(number):
                    if "error" in message:
                        reply.set(error=decode_error(message["error"]))
                    else:
                        reply.set(value=self._decode(message.get("value")))
            elif call := self._calls.get(number):
                call.handle(message)
        elif do == "get":
            self._answer(number, self._find, message.get("name"))
        elif do == "call":
            target = self._exports[message["object"]]
            args = [self._decode(a) for a in message.get("args", ())]
            kwargs = {str(k): self._decode(v) for k, v in message.get("kwargs", {}).items()}
            self._in_thread(number, target, *args, **kwargs)
        elif do == "open":
            if len(self._served) >= MAX_SERVED or len(self._loops) >= MAX_SERVED:
                raise WireError("too many calls at once")
            loop = self._loops.get(message["loop"])
            if loop is None:
                loop = self._loops[message["loop"]] = _LoopThread()
            served = _ServedCall(self, number, self._exports[message["object"]], loop)
            self._served[number] = served
            loop.submit(served.run, message["scope"])
        elif do == "loop end":
            self._end_loop(number, message["loop"])
        elif served_call := self._served.get(number):
            served_call.handle(message)

    def _end_loop(self, number: int, loop: int) -> None:
        """Answer when a loop has ended. Until then it counts as one of those under way."""

        def ended(_: Any = None) -> None:
            self._loops.pop(loop, None)
            self._answer(number, lambda: None)

        if ending := self._loops.get(loop):
            ending.stop()
            ending.ended.add_done_callback(ended)
        else:
            ended()

    def _in_thread(self, *args: Any, **kwargs: Any) -> None:
        """Answer in a thread: what runs may take its time, and may ask the other side back."""
        if not self._answering.acquire(blocking=False):
            raise WireError("too many calls at once")

        def answer() -> None:
            try:
                self._answer(*args, **kwargs)
            finally:
                self._answering.release()

        threading.Thread(target=answer, name="bridge call", daemon=True).start()

    def _find(self, name: Any) -> Any:
        if self._lookup is None or not isinstance(name, str):
            raise NameError("nothing is to be had by name here")
        return self._lookup(name)

    def _answer(self, number: int, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        message: dict[str, Any] = {"do": "result", "id": number}
        try:
            result = function(*args, **kwargs)
            if inspect.iscoroutine(result):
                result.close()
                raise TypeError("an async def returns a coroutine, not a JSON value: use def")
            message["value"] = self._encode(result)
        except BaseException as error:
            message["error"] = encode_error(error)
        try:
            self._send(message)
        except (BridgeClosed, WireError):
            return  # nobody is left to read the answer

    # ASGI calls that we make.

    async def _call_app(self, target: int, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        call = _AppCall(loop, scope["type"])
        number = next(self._numbers)
        with self._lock:
            self._check_open()
            loop_number = self._loop_numbers.get(loop)
            if loop_number is None:
                loop_number = self._loop_numbers[loop] = number
                self._keepers[number] = loop.create_task(self._keep_loop(number))
            self._calls[number] = call
        try:
            self._send(
                {
                    "do": "open",
                    "id": number,
                    "loop": loop_number,
                    "object": target,
                    "scope": plain_scope(scope),
                }
            )
            await call.run(self, number, receive, send)
        finally:
            self._calls.pop(number, None)

    async def _keep_loop(self, number: int) -> None:
        """Sleeps until the loop's runner cancels what is left, then ends the mirrored loop."""
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            with contextlib.suppress(RemoteError):  # its process has ended, and its loops with it
                reply = _LoopReply()
                with self._asked({"do": "loop end", "loop": number}, reply):
                    await reply.wait(TEARDOWN)
            self._keepers.pop(number, None)


class RemoteApp:
    """An ASGI app that runs in the other process."""

    def __init__(self, bridge: Bridge, number: int) -> None:
        self._bridge = bridge
        self._number = number

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._bridge._call_app(self._number, scope, receive, send)


class RemoteFunction:
    """A function that runs in the other process. Arguments and result are JSON values or apps."""

    def __init__(self, bridge: Bridge, number: int) -> None:
        self._bridge = bridge
        self._number = number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        bridge = self._bridge
        return bridge._ask(
            {
                "do": "call",
                "object": self._number,
                "args": [bridge._encode(a) for a in args],
                "kwargs": {k: bridge._encode(v) for k, v in kwargs.items()},
            }
        )


class _Reply:
    def __init__(self) -> None:
        self._done = threading.Event()
        self._value: Any = None
        self._error: BaseException | None = None

    def set(self, value: Any = None, error: BaseException | None = None) -> None:
        if not self._done.is_set():
            self._value, self._error = value, error
            self._done.set()

    def wait(self) -> Any:
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._value


class _LoopReply:
    """A reply that a loop waits for. It says that something has ended, whatever it says."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._done = asyncio.Event()

    def set(self, value: Any = None, error: BaseException | None = None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._done.set)

    async def wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._done.wait()


class _AppCall:
    """An ASGI call that we make: hands messages both ways until the other side is done."""

    def __init__(self, loop: asyncio.AbstractEventLoop, kind: str) -> None:
        self._loop = loop
        self._kind = kind
        self._inbox: asyncio.Queue[dict[str, Any] | BaseException] = asyncio.Queue()
        self._size = self._count = 0
        self._receiving: asyncio.Task[None] | None = None

    def handle(self, message: dict[str, Any]) -> None:
        """Called in the reading thread."""
        body = message.get("message")
        if isinstance(body, dict):
            self._count += 1
            self._size += sum(len(v) for v in body.values() if isinstance(v, bytes | str))
            if self._size > MAX_RESPONSE or self._count > MAX_MESSAGES:
                self.fail(
                    RemoteError(f"the answer is larger than {MAX_RESPONSE // 2**20} MB or endless")
                )
                return
        self._put(message)

    def fail(self, error: BaseException) -> None:
        self._put(error)

    def _put(self, item: dict[str, Any] | BaseException) -> None:
        try:
            self._loop.call_soon_threadsafe(self._inbox.put_nowait, item)
        except RuntimeError:
            return  # the caller's loop is closed: nobody waits any more

    async def run(self, bridge: Bridge, number: int, receive: Receive, send: Send) -> None:
        try:
            while True:
                item = await self._inbox.get()
                if isinstance(item, BaseException):
                    raise item
                do = item.get("do")
                if do == "receive":
                    if self._receiving is None:
                        forward = self._forward(bridge, number, receive)
                        self._receiving = asyncio.create_task(forward)
                elif do == "send":
                    reply: dict[str, Any] = {"do": "sent", "id": number}
                    try:
                        await send(plain_message(item.get("message")))
                    except Exception as error:
                        reply["error"] = encode_error(error)
                    bridge._send(reply)
                elif do == "done":
                    if item.get("error") is not None:
                        raise decode_error(item["error"])
                    return
                else:
                    raise RemoteError("the other process sent a message that makes no sense")
        except BaseException as error:
            if bridge._closed is None:
                bridge._send({"do": "cancel", "id": number})
                if isinstance(error, asyncio.CancelledError):
                    await self._drain()
            raise
        finally:
            if self._receiving is not None:
                self._receiving.cancel()

    async def _drain(self) -> None:
        """Wait, for a little while, until the cancelled call has run its `finally` blocks."""
        try:
            async with asyncio.timeout(TEARDOWN):
                while True:
                    item = await self._inbox.get()
                    if isinstance(item, BaseException) or item.get("do") == "done":
                        return
        except TimeoutError:
            return  # it goes on without us; the end of the loop or of the process stops it

    async def _forward(self, bridge: Bridge, number: int, receive: Receive) -> None:
        event = await receive()
        parts = split_body(dict(event))
        self._receiving = None
        for left, part in zip(range(len(parts))[::-1], parts, strict=True):
            bridge._send({"do": "event", "id": number, "message": part, "left": left})


class _ServedCall:
    """An ASGI call that we serve, in a loop that mirrors the caller's."""

    def __init__(self, bridge: Bridge, number: int, app: Any, loop: _LoopThread) -> None:
        self._bridge = bridge
        self._number = number
        self._app = app
        self._thread = loop
        self._events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._sent: asyncio.Queue[Any] = asyncio.Queue()
        self._sending = asyncio.Lock()
        self._waiting = 0  # calls of receive() under way
        self._asked = False  # whether an event is on its way, or more parts of one
        self._task: asyncio.Task[None] | None = None

    def handle(self, message: dict[str, Any]) -> None:
        """Called in the reading thread."""
        do = message.get("do")
        if do == "event":
            self._thread.call(self._arrive, message["message"], bool(message.get("left")))
        elif do == "sent":
            self._thread.call(self._sent.put_nowait, message.get("error"))
        elif do == "cancel":
            self._thread.call(self._cancel)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def run(self, scope: dict[str, Any]) -> None:
        self._task = asyncio.current_task()
        message: dict[str, Any] = {"do": "done", "id": self._number}
        try:
            await self._app(self._thread.full_scope(scope), self._receive, self._send)
        except BaseException as error:
            message["error"] = encode_error(error)
        finally:
            self._bridge._served.pop(self._number, None)
        try:
            self._bridge._send(message)
        except BridgeClosed:
            return  # the caller has gone

    def _arrive(self, event: dict[str, Any], more: bool) -> None:
        self._asked = more
        self._events.put_nowait(event)

    def _ask(self) -> None:
        if self._events.empty() and not self._asked:
            self._asked = True
            self._bridge._send({"do": "receive", "id": self._number})

    async def _receive(self) -> dict[str, Any]:
        self._waiting += 1
        try:
            self._ask()
            event = await self._events.get()
        finally:
            self._waiting -= 1
        if self._waiting:
            self._ask()
        return plain_message(event)

    async def _send(self, message: Message) -> None:
        async with self._sending:
            for part in split_body(dict(message)):
                self._bridge._send({"do": "send", "id": self._number, "message": part})
                error = await self._sent.get()
                if error is not None:
                    raise decode_error(error)


class _LoopThread:
    """A thread with an event loop, for as long as the caller's loop lives."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._end: asyncio.Event | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._state: dict[str, Any] = {}
        self.ended: Future[None] = Future()
        threading.Thread(target=self._run, name="bridge loop", daemon=True).start()
        self._ready.wait()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except Exception:
            return  # what is left of a loop whose tasks will not end; the process ends it
        finally:
            self.ended.set_result(None)

    async def _main(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await self._end.wait()

    def call(self, function: Callable[..., Any], *args: Any) -> None:
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            return  # the loop has ended: the call it was for has, too

    def submit(self, function: Callable[..., Any], *args: Any) -> None:
        def begin() -> None:
            task = asyncio.ensure_future(function(*args))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        self.call(begin)

    def full_scope(self, scope: dict[str, Any]) -> dict[str, Any]:
        """The caller's scope as an app expects it; lifespan state stays on this side."""
        scope = dict(scope)
        for key in ("headers", "subprotocols"):
            if key in scope:
                scope[key] = [tuple(i) if isinstance(i, list) else i for i in scope[key]]
        for key in ("client", "server"):
            if isinstance(scope.get(key), list):
                scope[key] = tuple(scope[key])
        if scope.pop("has_state", False):
            if scope["type"] == "lifespan":
                self._state = scope["state"] = {}
            else:
                scope["state"] = self._state.copy()
        return scope

    def stop(self) -> None:
        """Begin to end the loop, which cancels what is left in it."""
        assert self._end is not None
        self.call(self._end.set)


# Plain data.

_SCOPE_KEYS = (
    "type",
    "asgi",
    "http_version",
    "method",
    "scheme",
    "path",
    "raw_path",
    "query_string",
    "root_path",
    "headers",
    "client",
    "server",
    "subprotocols",
)


def plain_scope(scope: Scope) -> dict[str, Any]:
    """The part of an ASGI scope that is data; `state` is left on the app's side."""
    plain = {key: scope[key] for key in _SCOPE_KEYS if key in scope}
    if "headers" in plain:
        plain["headers"] = [[bytes(k), bytes(v)] for k, v in plain["headers"]]
    extensions = scope.get("extensions") or {}
    if "websocket.http.response" in extensions:
        plain["extensions"] = {"websocket.http.response": {}}
    plain["has_state"] = "state" in scope
    return plain


def plain_message(message: Any) -> dict[str, Any]:
    """An ASGI message as it came over the bridge, with its shape checked."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise RemoteError("not an ASGI message")
    checked: dict[str, Any] = message
    if "headers" in message:
        headers = message["headers"]
        if not isinstance(headers, list):
            raise RemoteError("headers are not a list")
        pairs = [tuple(h) if isinstance(h, list) else h for h in headers]
        if not all(
            isinstance(p, tuple) and len(p) == 2 and all(isinstance(x, bytes) for x in p)
            for p in pairs
        ):
            raise RemoteError("a header is not a pair of bytes")
        checked = {**message, "headers": pairs}
    return checked


def split_body(message: dict[str, Any]) -> list[dict[str, Any]]:
    """An ASGI message in frames of bounded size, with nothing in it but plain data."""
    plain: dict[str, Any] = {}
    for key, value in message.items():
        if key == "headers":
            plain[key] = [[bytes(k), bytes(v)] for k, v in value]
        elif isinstance(value, memoryview | bytearray):
            plain[key] = bytes(value)
        elif value is None or isinstance(value, str | bytes | bool | int | float):
            plain[key] = value
        elif key == "subprotocols":
            plain[key] = [str(v) for v in value]
    body = plain.get("body")
    if not isinstance(body, bytes) or len(body) <= CHUNK:
        return [plain]
    more = bool(plain.get("more_body", False))
    pieces = [body[i : i + CHUNK] for i in range(0, len(body), CHUNK)]
    return [
        {**plain, "body": piece, "more_body": more or i < len(pieces) - 1}
        for i, piece in enumerate(pieces)
    ]


def is_asgi_app(value: Any) -> bool:
    """True for an app object and for an `async def (scope, receive, send)`."""
    call = value if inspect.isfunction(value) else getattr(type(value), "__call__", None)  # noqa: B004
    if not inspect.iscoroutinefunction(call):
        return False
    wanted = [
        p
        for p in inspect.signature(call).parameters.values()
        if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]
    return len(wanted) == (3 if inspect.isfunction(value) else 4)


def encode_error(error: BaseException) -> dict[str, Any]:
    args: Any = error.args
    plain = all(a is None or isinstance(a, str | int | float | bool) for a in args)
    if not plain or (not args and str(error)):
        args = [str(error)]
    text = "".join(traceback.format_exception(error))
    return {
        "name": type(error).__name__,
        "builtin": type(error).__module__ == "builtins",
        "args": [a[:MAX_TEXT] if isinstance(a, str) else a for a in args[:4]],
        "text": str(error)[:MAX_TEXT],
        "traceback": text[-MAX_TEXT:],
    }


def decode_error(data: Any) -> BaseException:
    """An exception like the other side's: of its class if Python has it, else of its name."""
    if not isinstance(data, dict):
        return RemoteError("an error that makes no sense")
    name, text = str(data.get("name"))[:200], str(data.get("text"))[:MAX_TEXT]
    cls = getattr(builtins, name, None) if data.get("builtin") else None
    if not (isinstance(cls, type) and issubclass(cls, Exception)):
        cls = type(name if name.isidentifier() else "RemoteError", (RemoteError,), {})
    args = data.get("args")
    try:
        error: BaseException = cls(*args) if isinstance(args, list) else cls(text)
    except Exception:
        error = RemoteError(f"{name}: {text}")
    error.add_note(f"In the app:\n{str(data.get('traceback'))[-MAX_TEXT:]}")
    return error
