"""Refusals: requests that wait for a word."""

from bot.errors.base import Refused


class UnknownProposal(Refused):
    """This request is not yours, or no longer here: it waits an hour. Ask again with `/cameo make`."""


class ProposalTaken(Refused):
    """This clip is in the making already. `/cameo status` shows how it stands."""


class PromptGone(Refused):
    """The prompt of this clip is no longer kept. Write a new one with `/cameo make`."""


class ChoiceOver(Refused):
    """What you chose is no longer to be had like that. Write it once more, and choose again."""
