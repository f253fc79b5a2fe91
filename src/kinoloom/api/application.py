"""The ASGI application: routes, errors as envelopes, logs and metrics."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kinoloom import __version__
from kinoloom.api import description, docs, errors
from kinoloom.api.logs import Logged
from kinoloom.api.metrics import Measured
from kinoloom.api.routes import ROUTERS
from kinoloom.api.services import Services

ABOUT = (
    "Say what you want, get a finished film. Answers are `{code, message, data}`; the bearer token "
    "comes from the first call."
)
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def application(services: Services, lifespan: Lifespan | None = None) -> FastAPI:
    """The API over these services."""
    app = FastAPI(
        title="Kinoloom",
        version=__version__,
        description=ABOUT,
        lifespan=lifespan,
        # Our own page: FastAPI's loads its script from elsewhere.
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(Logged),
            Middleware(Measured),
            # A page of anyone's may speak to it with a token; cookies mean nothing here.
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]
            ),
        ],
    )
    app.state.services = services
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    description.install(app)
    docs.install(app)
    return app
