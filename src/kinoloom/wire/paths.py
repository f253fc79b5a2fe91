"""The calls' paths, as templates: the same text for a server's routes and for `str.format`."""

from __future__ import annotations

ANONYMOUS_TOKEN = "/api/auth/anonymous-token"
CLAIM_TOKEN = "/api/auth/claim-token"
CLAIM_PAGE = "/workspace/claim"
REGISTER_PAGE = "/register"
NEW_SESSION = "/api/tasks/me/with-session/nemo_agent"
RUN = "/run_sse"
CANCEL_TURN = "/api/turns/{turn_id}/cancel"
UPLOAD = "/api/upload-video/nemo_agent/me/{session_id}"
BALANCE = "/api/credits/balance/simple"
STATE = "/api/state/nemo_agent/me/{session_id}/latest"
RENDERS = "/api/render/proxy/lambda"
RENDER = "/api/render/proxy/lambda/{render_id}"
CANCEL_RENDER = "/api/render/proxy/lambda/{render_id}/cancel"
DOWNLOAD = "/api/render/proxy/{render_id}/download"
PREVIEW = "/api/preview/nemo_agent/me/{session_id}"
