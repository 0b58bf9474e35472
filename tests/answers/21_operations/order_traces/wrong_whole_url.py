"""Logs the URL with its query string as the path.

Fails: test_lines_hold_what_callers_send
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(
    write: Callable[[str], object], export: Callable[[dict[str, Any]], object]
) -> FastAPI:
    import json
    import traceback
    from collections.abc import Sequence
    from datetime import UTC, datetime

    from fastapi import APIRouter, HTTPException, Request
    from fastapi.responses import JSONResponse
    from opentelemetry import trace
    from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
    from opentelemetry.sdk.trace.export import (
        SimpleSpanProcessor,
        SpanExporter,
        SpanExportResult,
    )

    class ToFunction(SpanExporter):
        def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
            for span in spans:
                if span.kind is trace.SpanKind.SERVER:
                    parent = span.parent and format(span.parent.span_id, "016x")
                    export(
                        {
                            "name": span.name,
                            "status": span.attributes["http.response.status_code"],
                            "trace_id": format(span.context.trace_id, "032x"),
                            "parent_id": parent,
                        }
                    )
            return SpanExportResult.SUCCESS

    def trace_id() -> str:
        return format(trace.get_current_span().get_span_context().trace_id, "032x")

    def log(level: str, message: str, **more: Any) -> None:
        now = datetime.now(UTC).isoformat()
        line = {"time": now, "level": level, "message": message}
        write(json.dumps({**line, "trace_id": trace_id(), **more}))

    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(ToFunction()))
    app = FastAPI(
        telemetry={
            "tracer_provider": provider,
            "exclude": lambda scope: scope.get("path") == "/livez",
        }
    )
    orders = APIRouter(prefix="/orders")

    @app.middleware("http")
    async def logged(request: Request, call_next: Any) -> Any:
        if request.url.path == "/livez":
            return await call_next(request)
        status = 500
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Trace-ID"] = trace_id()
            return response
        except Exception as error:
            text = "".join(traceback.format_exception(error))
            log("ERROR", "crash", error=type(error).__name__, traceback=text)
            raise
        finally:
            facts = {
                "method": request.method,
                "path": request.url.path + "?" * bool(request.url.query) + request.url.query,
            }
            log("INFO", "request", **facts, status=status)

    @app.exception_handler(Exception)
    async def crashed(request: Request, error: Exception) -> JSONResponse:
        headers = {"X-Trace-ID": trace_id()}
        return JSONResponse({"detail": "Internal Server Error"}, 500, headers)

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    @orders.get("/{order_id}")
    def read_order(order_id: int) -> dict[str, int]:
        log("INFO", "reading order", order_id=order_id)
        if order_id == 13:
            raise RuntimeError("no such shelf")
        if not 1 <= order_id <= 99:
            raise HTTPException(404)
        return {"order_id": order_id}

    app.include_router(orders, prefix="/v1")
    return app
