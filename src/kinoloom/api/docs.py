"""The API's description as a page, from files of a wheel: it works without a network."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

PLACE = "/docs/static"


def install(app: FastAPI) -> None:
    """Add `/docs`."""
    static = Path(str(files("fastapi_offline"))) / "static"
    app.mount(PLACE, StaticFiles(directory=static), name="docs-static")

    def page() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=app.openapi_url or "",
            title=f"{app.title} API",
            swagger_js_url=f"{PLACE}/swagger-ui-bundle.js",
            swagger_css_url=f"{PLACE}/swagger-ui.css",
            swagger_favicon_url=f"{PLACE}/favicon.png",
        )

    app.add_api_route("/docs", page, include_in_schema=False, response_class=HTMLResponse)
