"""English: sentences by family of notice, as in bot.notices; what values are called stands in `terms`."""

from adapters.english import (
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
from adapters.english.terms import BUTTONS
from adapters.wording import Language

ENGLISH = Language(
    notices={
        **likeness.WORDINGS,
        **mine.WORDINGS,
        **access.WORDINGS,
        **characters.WORDINGS,
        **clips.WORDINGS,
        **arriving.WORDINGS,
        **proposals.WORDINGS,
        **rendering.WORDINGS,
        **friends.WORDINGS,
        **account.WORDINGS,
        **admission.WORDINGS,
        **linking.WORDINGS,
        **payments.WORDINGS,
        **audit.WORDINGS,
        **reports.WORDINGS,
        **sharing.WORDINGS,
        **holds.WORDINGS,
        **penalties.WORDINGS,
        **places.WORDINGS,
    },
    buttons=BUTTONS,
    help=account.help_with,
    phrases={**discord.PHRASES, **telegram.PHRASES},
)
