"""Who may use the service: by mode, invite codes with a quota, and the line of those who wait."""

from bot.admission import AdmissionMode
from bot.errors import InviteNeeded, InviteOnly, Refused, ServerNeeded
from bot.ports import Ports
from bot.store.tables import Person


def refusals(ports: Ports, person: Person) -> list[Refused]:
    """Why this person cannot make, lend or ask for anything yet; nothing where they are in.

    Reading, redeeming, waiting in line and erasing are open to everybody.
    """
    access = ports.settings.access
    if access.mode is AdmissionMode.OPEN or person.admitted_at is not None:
        return []
    if access.mode is AdmissionMode.SERVERS:
        return [ServerNeeded()]
    return [InviteNeeded() if access.waitlist else InviteOnly()]
