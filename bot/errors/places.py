"""Refusals: what whoever administers a place decided there, and how they may decide it."""

from bot.errors.base import Refused


class ClipsPaused(Refused):
    """Clips are paused here. Ask those who run this place when they go on, or make yours somewhere else."""


class NotInThisChat(Refused):
    """No clips are made in this channel. Go to one where they are, or ask those who run this place."""


class RoleNeeded(Refused):
    """Only some roles can ask for clips here. Ask those who run this place for one of them."""


class AdministratorsMake(Refused):
    """Only administrators can ask for clips here. Ask one of them, or make yours in our private chat."""


class MemberCapReached(Refused):
    """Each person can ask for {limit} clips here in 24 hours, and you have. You can ask again in {wait}."""


class PlaceCapReached(Refused):
    """All together can ask for {limit} clips here in 24 hours, and have. Somebody can ask again in {wait}."""


class AgeGatedOnly(Refused):
    """Here, clips that touch on {subject} belong in age-restricted channels. Go to one, or leave it out."""


class SubjectNotHere(Refused):
    """No clips that touch on {subject} are made here. Leave it out, or make yours somewhere else."""


class AdministratorsOnly(Refused):
    """Only those who manage this server can do that, and only on it. Ask one of them to do it for you."""


class CapOutOfRange(Refused):
    """A cap is a number of clips from 1 to {most}. 0 takes it away."""


class TooManyChosen(Refused):
    """Choose at most {limit}. None at all means everywhere, or everybody."""


class UnusableLanguage(Refused):
    """Name a language by its tag, for example `en`, `de` or `es`."""


class UnusableLength(Refused):
    """A {tier} clip lasts {shortest:g} to {longest:g} seconds. Choose a length between them."""


class NoSuchChannel(Refused):
    """There is no such channel here. Choose one of this server's own."""


class UnusableDays(Refused):
    """Choose between 1 and {most} days."""


class ExportTooLarge(Refused):
    """That would be {size} MB, and {limit} MB can be posted here. Ask for fewer than {days} days."""
