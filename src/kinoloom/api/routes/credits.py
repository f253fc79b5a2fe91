"""The balance."""

from __future__ import annotations

from fastapi import APIRouter, Request

from kinoloom.api.callers import Caller
from kinoloom.api.services import services_of
from kinoloom.wire import paths
from kinoloom.wire.answers import BalanceData, Envelope

router = APIRouter(tags=["credits"])


@router.get(paths.BALANCE, operation_id="balance")
def balance(request: Request, user: Caller) -> Envelope[BalanceData]:
    """What can be spent, and what running work has set aside."""
    found = services_of(request).ledger.balance(user.id)
    return Envelope(
        data=BalanceData(available=found.available, frozen=found.frozen, total=found.total)
    )
