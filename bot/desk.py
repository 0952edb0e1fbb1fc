"""What operators can do: one method for each thing, each in one transaction and written down.

`operator` is a name for the audit trail: the system's user at a terminal, a person's handle elsewhere.
"""

from bot.audit_chain import Chain
from bot.ports import Ports
from bot.use_cases import auditing


class Desk:
    """The service as its operators see it."""

    def __init__(self, ports: Ports) -> None:
        """Everything outside comes through `ports`."""
        self._ports = ports

    async def verify_audit(self, expected: str | None = None) -> Chain:
        """Prove that the audit trail is whole; `expected` is a head noted earlier.

        Raises:
            bot.audit_chain.BrokenChainError: it was changed; says where.
        """
        return await auditing.verify(self._ports, expected)

    async def export_audit(self, operator: str, handle: str) -> bytes:
        """Export what the audit trail says of a person, as JSON lines; written down.

        Raises:
            UnknownPerson.
        """
        return await auditing.export_for(self._ports, operator, handle)
