"""A span processor instead of an exporter; the lines are written around the app."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(
    write: Callable[[str], object], export: Callable[[dict[str, Any]], object]
) -> FastAPI:
    import json
    import traceback
    from datetime import UTC, datetime

    from fastapi import APIRouter, HTTPException, Request
    from fastapi.responses import JSONResponse
    from opentelemetry import trace
    from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider

    class ToFunction(SpanProcessor):
        def on_end(self, span: ReadableSpan) -> None:
            if True:
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

    def trace_id() -> str:
        return format(trace.get_current_span().get_span_context().trace_id, "032x")

    def log(level: str, message: str, **more: Any) -> None:
        now = datetime.now(UTC).isoformat()
        line = {"time": now, "level": level, "message": message}
        write(json.dumps({**line, "trace_id": trace_id(), **more}))

    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(ToFunction())
    app = FastAPI(
        telemetry={
            "tracer_provider": provider,
            "exclude": lambda scope: scope.get("path") == "/livez",
            "operation_spans": False,
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
            facts = {"method": request.method, "path": request.scope["path"]}
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
