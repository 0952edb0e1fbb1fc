"""What a check says: the sentence that goes with each kind and outcome."""

from collections.abc import Mapping

from bot.verdicts import Code, Outcome

REASONS: Mapping[tuple[Code, Outcome], str] = {
    (
        Code.MINORS,
        Outcome.STRIKE,
    ): "Nothing sexual is ever made with anybody under age, in earnest or in play.",
    (Code.MINORS, Outcome.REFUSE): "Children are not shown in romance, violence, danger or with drugs. "
    "A family scene is fine.",
    (
        Code.SEXUAL,
        Outcome.STRIKE,
    ): "Nothing sexual is made of real people. A dance, a date or a wedding is fine.",
    (Code.SEXUAL, Outcome.REFUSE): "Nobody is shown naked or undressing. Swimwear on a beach is fine.",
    (
        Code.SELF_HARM,
        Outcome.REFUSE,
    ): "Nobody is shown hurting themselves. If this is about you or a friend, please talk "
    "to somebody now: findahelpline.com lists people who listen, in every country.",
    (
        Code.GORE,
        Outcome.REFUSE,
    ): "Nobody is shown being killed, tortured or gravely hurt. A duel, a chase or a monster "
    "is fine without blood.",
    (
        Code.HATE,
        Outcome.REFUSE,
    ): "Nothing is made that puts people down for who they are. Leave the group out of it.",
    (
        Code.HATE,
        Outcome.STRIKE,
    ): "Nothing is made that calls for hatred or glorifies it. A lesson about history is fine.",
    (
        Code.HARASSMENT,
        Outcome.STRIKE,
    ): "Nobody is threatened here. An argument about the dishes is fine.",
    (
        Code.HARASSMENT,
        Outcome.REFUSE,
    ): "Nothing is made to insult, threaten or shame somebody. A joke that they would "
    "tell themselves is fine.",
    (
        Code.ILLEGAL,
        Outcome.REFUSE,
    ): "Nothing is made that shows how to commit a crime, or real people at it. A detective on "
    "the case is fine.",
    (
        Code.ILLEGAL,
        Outcome.APPROVAL,
    ): "This shows people on the wrong side of the law, so everybody in it has to agree first.",
    (
        Code.FRAUD,
        Outcome.REFUSE,
    ): "Nothing is made to deceive people, get at their money or pass for somebody official. "
    "A plain sketch is fine.",
    (
        Code.JAILBREAK,
        Outcome.REFUSE,
    ): "The checks cannot be talked away. Say just what should be seen and heard.",
    (
        Code.PUBLIC_FIGURE,
        Outcome.REFUSE,
    ): "Only people who gave their likeness here can be in a clip, no public figures. "
    "An invented star, president or champion is fine.",
    (
        Code.COPYRIGHT,
        Outcome.REFUSE,
    ): "Characters, worlds and styles that belong to somebody else are not made. Describe one "
    "of your own: a masked hero, a wizard school, a hand-drawn look.",
    (
        Code.POLITICAL,
        Outcome.REFUSE,
    ): "Nothing is made that tells people how to vote. Leave the election out of it.",
    (
        Code.POLITICAL,
        Outcome.APPROVAL,
    ): "This takes a side on a political question, so everybody in it has to agree first.",
    (
        Code.BRAND,
        Outcome.APPROVAL,
    ): "A brand can look like advertising by the people in it, so everybody in it has to agree first.",
    (
        Code.WEIGHTY_WORDS,
        Outcome.APPROVAL,
    ): "Taken for real, these words would have consequences, so everybody in it has to agree first.",
    (Code.INTIMACY, Outcome.APPROVAL): "This is intimate, so everybody in it has to agree first.",
    (
        Code.UNCHECKED,
        Outcome.APPROVAL,
    ): "One of the checks gives no answer now, so everybody in it has to agree first.",
    (
        Code.UNCHECKED,
        Outcome.REFUSE,
    ): "One of the checks gives no answer now. Please try again in a few minutes.",
}


def reason(code: Code, outcome: Outcome) -> str:
    """The sentence of a check; where an operator made it milder or stricter, that of its other outcome."""
    given = REASONS[code, worded_as(code, outcome)]
    if outcome is Outcome.APPROVAL and (code, outcome) not in REASONS:
        return f"{given} Here it is made only if everybody in it agrees first."
    return given


def worded_as(code: Code, outcome: Outcome) -> Outcome:
    """The outcome whose sentence says it: its own, else the first that the kind of check has one for."""
    return outcome if (code, outcome) in REASONS else next(has for of, has in REASONS if of is code)
