"""Leaves out every path that begins like the probe.

Fails: test_probes_and_neighbours_leave_no_trace
"""

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from opentelemetry import trace
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from starlette.datastructures import MutableHeaders


def create_app(
    write: Callable[[str], object], export: Callable[[dict[str, Any]], object]
) -> FastAPI:
    def log(level: str, message: str, trace_id: str, **fields: Any) -> None:
        now = datetime.now(UTC).isoformat()
        record = {"time": now, "level": level, "message": message, "trace_id": trace_id}
        write(json.dumps(record | fields))

    def current_trace() -> str | None:
        context = trace.get_current_span().get_span_context()
        return trace.format_trace_id(context.trace_id) if context.is_valid else None

    class Hand(SpanProcessor):
        def on_end(self, span) -> None:
            facts = span.attributes
            method = facts.get("http.request.method_original")
            method = method or facts["http.request.method"]
            route = facts.get("http.route")
            status = facts.get("http.response.status_code")
            trace_id = trace.format_trace_id(span.context.trace_id)
            parent = span.parent and trace.format_span_id(span.parent.span_id)
            log(
                "INFO",
                "request",
                trace_id,
                method=method,
                path=facts["url.path"],
                status=status,
            )
            export(
                {
                    "name": f"{method} {route}" if route else method,
                    "status": status,
                    "trace_id": trace_id,
                    "parent_id": parent,
                }
            )

    provider = TracerProvider(sampler=ALWAYS_ON)
    provider.add_span_processor(Hand())
    app = FastAPI(
        telemetry={
            "tracer_provider": provider,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
            "exclude": lambda scope: scope.get("path", "").startswith("/livez"),
        }
    )

    class TraceHeader:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            async def stamped(message):
                if message["type"] == "http.response.start" and (found := current_trace()):
                    MutableHeaders(scope=message)["X-Trace-ID"] = found
                await send(message)

            await self.app(scope, receive, stamped)

    app.add_middleware(TraceHeader)

    @app.exception_handler(Exception)
    async def crashed(request: Request, error: Exception) -> JSONResponse:
        trace_id = current_trace()
        headers = {"X-Trace-ID": trace_id} if trace_id else {}
        text = "".join(traceback.format_exception(error))
        log("ERROR", "crash", trace_id, error=type(error).__name__, traceback=text)
        return JSONResponse({"detail": "Internal Server Error"}, 500, headers=headers)

    router = APIRouter(prefix="/orders")

    @router.get("/{order_id}")
    async def read_order(order_id: int) -> dict[str, int]:
        log("INFO", "reading order", current_trace(), order_id=order_id)
        if order_id == 13:
            raise RuntimeError("no such shelf")
        if not 1 <= order_id <= 99:
            raise HTTPException(404, "no such order")
        return {"order_id": order_id}

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    app.include_router(router, prefix="/v1")
    return app
