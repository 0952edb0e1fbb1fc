"""What operators can do: one method for each thing, each in one transaction and written down.

`operator` is a name for the audit trail: the system's user at a terminal, a person's handle elsewhere.
"""

from bot.ports import Ports


class Desk:
    """The service as its operators see it."""

    def __init__(self, ports: Ports) -> None:
        """Everything outside comes through `ports`."""
        self._ports = ports
