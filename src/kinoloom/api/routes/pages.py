"""Pages behind links: a project to look at, an account to make, a token to get again."""

from __future__ import annotations

from html import escape
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from kinoloom.accounts.errors import LinkRefused, RegistrationRefused
from kinoloom.api.bodies import whole_body
from kinoloom.api.html import page, paragraph
from kinoloom.api.services import Services, base_url, services_of
from kinoloom.draft.summary import timeline
from kinoloom.render.files.output import FORMATS, Kind
from kinoloom.store.ports import Project
from kinoloom.studio.delivery import measures
from kinoloom.studio.naming import linked
from kinoloom.studio.renders import output_from_json
from kinoloom.wire import paths

router = APIRouter(include_in_schema=False)
SIGN_IN = "/sign-in"
FORM_BYTES = 16 << 10
Secret = Annotated[str, Query(max_length=200)]
FIELDS = (
    '<label>E-mail<input name="email" type="email" required autocomplete="email"></label>'
    '<label>Passphrase<input name="passphrase" type="password" required minlength="10" '
    'autocomplete="{autocomplete}"></label>'
)
PLAYERS: dict[Kind, str] = {
    "film": '<video controls playsinline preload="metadata" src="{address}"></video>',
    "animation": '<img alt="" src="{address}">',
    "sound": '<audio controls preload="metadata" src="{address}"></audio>',
    "frame": '<img alt="" src="{address}">',
}
"""How a page shows each kind of file."""


@router.get(paths.CLAIM_PAGE, response_class=HTMLResponse)
def claim_page(request: Request, ct: Secret = "") -> HTMLResponse:
    """The project of a claim link: its film, its timeline, its files."""
    services = services_of(request)
    try:
        project = services.studio.projects.load(services.claims.project_of(ct))
    except LinkRefused as error:
        return page("This link does not work", paragraph(str(error)), 404)
    title = project.title or "Your project"
    return page(title, _film(services, base_url(request), project))


@router.get(paths.REGISTER_PAGE, response_class=HTMLResponse)
def register_page(request: Request, bind: Secret = "") -> HTMLResponse:
    """The form that turns an anonymous user into a registered one."""
    try:
        user = services_of(request).users.by_bind(bind)
    except LinkRefused as error:
        return page("This link does not work", paragraph(str(error)), 404)
    if not user.is_anonymous:
        body = paragraph("This studio account is registered already.")
        return page("You are registered", body + f'<a class="button" href="{SIGN_IN}">Sign in</a>')
    return page("Keep your films", _register_form(bind))


@router.post(
    paths.REGISTER_PAGE,
    response_class=HTMLResponse,
)
async def register(request: Request, bind: Secret = "") -> HTMLResponse:
    """Register: sessions, films and the client id stay; the token does not expire."""
    email, passphrase = await _fields(request)
    users = services_of(request).users
    try:
        granted = await run_in_threadpool(users.register, bind, email, passphrase)
    except LinkRefused as error:
        return page("This link does not work", paragraph(str(error)), 404)
    except RegistrationRefused as error:
        return page("Keep your films", paragraph(str(error), bad=True) + _register_form(bind), 403)
    return page("You are registered", _token(granted.token))


@router.get(SIGN_IN, response_class=HTMLResponse)
async def sign_in_page() -> HTMLResponse:
    """The form for another token of a registered user."""
    return page("Sign in", _sign_in_form())


@router.post(
    SIGN_IN,
    response_class=HTMLResponse,
)
async def sign_in(request: Request) -> HTMLResponse:
    """Another token."""
    email, passphrase = await _fields(request)
    services_of(request).doorman.admit(request.client.host if request.client else None)
    users = services_of(request).users
    try:
        granted = await run_in_threadpool(users.sign_in, email, passphrase)
    except RegistrationRefused as error:
        return page("Sign in", paragraph(str(error), bad=True) + _sign_in_form(), 403)
    return page("Welcome back", _token(granted.token))


async def _fields(request: Request) -> tuple[str, str]:
    body = (await whole_body(request, FORM_BYTES)).decode(errors="replace")
    form = parse_qs(body, keep_blank_values=True, max_num_fields=10)
    return form.get("email", [""])[0].strip(), form.get("passphrase", [""])[0]


def _register_form(bind: str) -> str:
    words = paragraph(
        "Register to keep your projects beyond the free token, with more credits. "
        "Your sessions and films stay as they are."
    )
    fields = FIELDS.format(autocomplete="new-password")
    action = f"{paths.REGISTER_PAGE}?bind={escape(bind, quote=True)}"
    return f'{words}<form method="post" action="{action}">{fields}<button>Register</button></form>'


def _sign_in_form() -> str:
    fields = FIELDS.format(autocomplete="current-password")
    words = paragraph("You get a new token; the ones you have stay good.")
    form = f'<form method="post" action="{SIGN_IN}">{fields}<button>Sign in</button></form>'
    return words + form


def _token(token: str) -> str:
    return (
        paragraph("This is your token. It is shown once; keep it like a password.")
        + f"<p><code>{escape(token)}</code></p>"
        + "<p>Give it to your tools as <code>NEMO_TOKEN</code>.</p>"
    )


def _film(services: Services, base: str, project: Project) -> str:
    parts: list[str] = []
    links: list[str] = []
    for render in services.renders.renders.of_project(project.id)[:10]:
        status = services.jobs.status(render.job_id)
        if status.result is None:
            continue
        format = output_from_json(render.output).format
        file = linked(status.result["asset_id"], project.title, format)
        address = escape(services.links.address(base, file), quote=True)
        if not parts:
            parts.append(PLAYERS[FORMATS[format].kind].format(address=address))
        facts = ", ".join(measures(status.result))
        links.append(f'<li><a href="{address}" download>{escape(file.name)}</a> ({facts})</li>')
    parts.append(paragraph(timeline(project.draft, project.language)))
    if links:
        parts.append(f"<ul>{''.join(links)}</ul>")
    else:
        parts.append(paragraph("Nothing has been exported yet: ask for an export, and it is here."))
    return "".join(parts)
