"""German: sentences by family of notice, as in bot.notices; what values are called stands in `terms`."""

from adapters.german import (
    access,
    account,
    admission,
    arriving,
    audit,
    characters,
    clips,
    discord,
    friends,
    holds,
    likeness,
    linking,
    mine,
    payments,
    penalties,
    places,
    proposals,
    rendering,
    reports,
    sharing,
    telegram,
)
from adapters.german.commands import MANUAL
from adapters.german.sentences import REWORDING
from adapters.german.terms import BUTTONS
from adapters.wording import Language

GERMAN = Language(
    notices={
        **likeness.WORDINGS,
        **access.WORDINGS,
        **characters.WORDINGS,
        **clips.WORDINGS,
        **friends.WORDINGS,
        **account.WORDINGS,
        **admission.WORDINGS,
        **linking.WORDINGS,
        **arriving.WORDINGS,
        **mine.WORDINGS,
        **payments.WORDINGS,
        **places.WORDINGS,
        **proposals.WORDINGS,
        **rendering.WORDINGS,
        **audit.WORDINGS,
        **reports.WORDINGS,
        **sharing.WORDINGS,
        **holds.WORDINGS,
        **penalties.WORDINGS,
    },
    buttons=BUTTONS,
    help=MANUAL.help_with,
    phrases={**discord.PHRASES, **telegram.PHRASES},
    rewording=REWORDING,
)
