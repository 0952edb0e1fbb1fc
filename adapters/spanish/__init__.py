"""Spanish: sentences by family of notice, as in bot.notices; what values are called stands in `terms`."""

from adapters.spanish import (
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
from adapters.spanish.commands import MANUAL
from adapters.spanish.sentences import REWORDING
from adapters.spanish.terms import BUTTONS
from adapters.wording import Language

SPANISH = Language(
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
