"""What is for sale for Stars, and what was paid."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from telegram_server.queries import new_number
from telegram_server.world import User

MONTH_S = 2_592_000
_charges = itertools.count(1)


@dataclass(eq=False)
class Invoice:
    """An offer. period_s: of a subscription, else 0. slug: of a link; "" where it is a message."""

    title: str
    description: str
    payload: str
    stars: int
    period_s: int = 0
    slug: str = ""


@dataclass(eq=False)
class Checkout:
    """Somebody is about to pay. ok: what the bot said; error: its words where it refused."""

    user: User
    invoice: Invoice
    id: str = field(default_factory=new_number)
    ok: bool | None = None
    error: str = ""
    begun: float = field(default_factory=time.monotonic)
    answered_at: float | None = None


@dataclass(eq=False)
class Charge:
    """A payment. at, until: s since 1970; until 0: no subscription."""

    user: User
    invoice: Invoice
    at: int
    until: int = 0
    refunded: bool = False
    cancelled: bool = False
    first: bool = True
    id: str = field(default_factory=lambda: f"stx{next(_charges):06d}loopback_charge")

    def successful(self) -> dict[str, Any]:
        """As the message about it tells."""
        told: dict[str, Any] = self._paid() | {"provider_payment_charge_id": ""}
        if self.until:
            told |= {"subscription_expiration_date": self.until, "is_recurring": True}
            told |= {"is_first_recurring": True} if self.first else {}
        return told

    def given_back(self) -> dict[str, Any]:
        """As the message about its refund tells."""
        return self._paid()

    def transactions(self) -> list[dict[str, Any]]:
        """As the bot's account shows it: what came, and what went back."""
        partner: dict[str, Any] = {"type": "user", "transaction_type": "invoice_payment"}
        partner |= {"user": self.user.payload(), "invoice_payload": self.invoice.payload}
        partner |= {"subscription_period": self.invoice.period_s} if self.invoice.period_s else {}
        told = {"id": self.id, "amount": self.invoice.stars, "date": self.at}
        found = [told | {"source": partner}]
        return [*found, told | {"receiver": partner}] if self.refunded else found

    def _paid(self) -> dict[str, Any]:
        return {
            "currency": "XTR",
            "total_amount": self.invoice.stars,
            "invoice_payload": self.invoice.payload,
            "telegram_payment_charge_id": self.id,
        }
