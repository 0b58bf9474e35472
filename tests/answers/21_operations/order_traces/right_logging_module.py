"""The logging module with a formatter and a logger of its own, a pure ASGI layer, async routes."""

import json
import logging
from datetime import UTC, datetime

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from starlette.datastructures import MutableHeaders


def current_trace():
    return format(trace.get_current_span().get_span_context().trace_id, "032x")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "trace_id": current_trace(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["error"] = record.exc_info[0].__name__
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


class FunctionHandler(logging.Handler):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.setFormatter(JsonFormatter())

    def emit(self, record):
        self.write(self.format(record) + "\n")


class FunctionExporter(SpanExporter):
    def __init__(self, function):
        self.function = function

    def export(self, spans):
        for span in spans:
            if span.kind != trace.SpanKind.SERVER:
                continue
            self.function(
                {
                    "name": span.name,
                    "status": span.attributes.get("http.response.status_code"),
                    "trace_id": f"{span.context.trace_id:032x}",
                    "parent_id": f"{span.parent.span_id:016x}" if span.parent else None,
                }
            )
        return SpanExportResult.SUCCESS


class AccessLog:
    def __init__(self, app, logger):
        self.app = app
        self.logger = logger

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"] == "/livez":
            await self.app(scope, receive, send)
            return
        status = 500

        async def stamped(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Trace-ID"] = current_trace()
            await send(message)

        try:
            await self.app(scope, receive, stamped)
        except Exception:
            self.logger.exception("crash")
            raise
        finally:
            facts = {"method": scope["method"], "path": scope["path"], "status": status}
            self.logger.info("request", extra={"facts": facts})


def create_app(write, export):
    logger = logging.Logger("orders")
    logger.addHandler(FunctionHandler(write))
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(FunctionExporter(export)))

    def skip(scope):
        return scope["type"] == "http" and scope["path"] == "/livez"

    app = FastAPI(telemetry={"tracer_provider": provider, "exclude": skip})
    app.add_middleware(AccessLog, logger=logger)

    @app.exception_handler(500)
    async def failed(request, exc):
        return JSONResponse({"error": "internal"}, 500, {"X-Trace-ID": current_trace()})

    @app.get("/livez")
    async def livez():
        return {"status": "alive"}

    @app.get("/v1/orders/{order_id}")
    async def read_order(order_id: int):
        logger.info("reading order", extra={"facts": {"order_id": order_id}})
        if order_id == 13:
            raise RuntimeError("no such shelf")
        if order_id < 1 or order_id > 99:
            raise HTTPException(404, "no such order")
        return {"order_id": order_id}

    return app
