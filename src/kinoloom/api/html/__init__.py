"""The plain pages that links lead to: no script, no cookie, no file of another's."""

from __future__ import annotations

from html import escape

from fastapi.responses import HTMLResponse

STYLE = """
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; font: 16px/1.55 system-ui, "Noto Sans SC", sans-serif;
  color: #efe9e1; background: radial-gradient(120% 90% at 50% 0, #3b2a3f 0, #1a1524 55%, #0f0d16); }
main { max-width: 46rem; margin: 0 auto; padding: 9vh 1.5rem 4rem; }
.mark { letter-spacing: .32em; text-transform: uppercase; font-size: .72rem; color: #f2a65a; }
h1 { font-size: clamp(1.7rem, 5vw, 2.6rem); line-height: 1.15; margin: .4rem 0 1rem; }
p { color: #cfc5bb; } code { background: #0007; padding: .15em .45em; border-radius: .35em;
  overflow-wrap: anywhere; color: #ffd9ad; }
video, img { width: 100%; border-radius: .9rem; margin: 1rem 0; background: #000;
  box-shadow: 0 1.5rem 4rem #0009; max-height: 70vh; } audio { width: 100%; margin: 1rem 0; }
form { display: grid; gap: .9rem; margin-top: 1.6rem; max-width: 26rem; }
label { display: grid; gap: .3rem; font-size: .9rem; color: #cfc5bb; }
input { font: inherit; padding: .65rem .8rem; color: inherit; background: #ffffff12;
  border: 1px solid #ffffff2e; border-radius: .6rem; }
input:focus { outline: 2px solid #f2a65a; border-color: transparent; }
button, .button { font: inherit; font-weight: 650; padding: .7rem 1.2rem; border: 0;
  border-radius: .6rem; color: #1a1524; background: #f2a65a; cursor: pointer;
  text-decoration: none; display: inline-block; }
.bad { color: #ffb4a2; } ul { padding-left: 1.1rem; color: #cfc5bb; } a { color: #f7c48f; }
"""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; `title` is escaped here, `body` is HTML already."""
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Kinoloom</title><style>{STYLE}</style></head>"
        f'<body><main><div class="mark">Kinoloom</div><h1>{escape(title)}</h1>{body}</main>'
        "</body></html>"
    )
    return HTMLResponse(
        text,
        status,
        headers={
            "Content-Security-Policy": POLICY,
            # The address holds the link's secret; no other site may read it.
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def paragraph(text: str, *, bad: bool = False) -> str:
    """A sentence, escaped."""
    mark = ' class="bad"' if bad else ""
    return f"<p{mark}>{escape(text)}</p>"
