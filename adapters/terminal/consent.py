"""`cameo consent`: why somebody may or may not use somebody, and what a clip rested on."""

from collections.abc import Iterator

import click

from adapters.terminal.admin import user
from adapters.terminal.answers import DONE, REFUSED, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.consent import Outcome
from bot.explanations import ClipExplanation, Explanation, Ground, Rested
from bot.people import Chat, Platform
from bot.use_cases.consents.explaining import Question


@click.group("consent")
@click.option(
    "--operator", default=user, show_default="the system's user", help="Who looks, for the audit trail."
)
@click.pass_context
def consent(context: click.Context, operator: str) -> None:
    """Look at decisions about consent. Every look is written into the audit trail."""
    context.obj = operator


@consent.command("explain")
@click.option("--maker", help="Handle of who would ask for a clip.")
@click.option("--owner", help="Handle of the person or character who would appear.")
@click.option("--prompt", default="", help="What would be asked for; it names the owner as @HANDLE.")
@click.option(
    "--platform", type=click.Choice([one.value for one in Platform]), default="terminal", show_default=True
)
@click.option("--place", default="", help="The server, or the chat where there are none, as grants name it.")
@click.option("--clip", help="Id of a clip: its receipts, instead of all the above.")
@as_json_option
def explain(**given: str | None) -> int:
    """Show the verdict with its reason, or what a clip rested on.

    Exit code 2 where it would be refused. Reasons are the owner's own business: what the maker would be told
    stands apart.
    """
    as_json = bool(given["as_json"])
    clip, maker, owner = given["clip"], given["maker"], given["owner"]
    if clip:
        if maker or owner or given["prompt"]:
            raise click.UsageError("--clip stands alone.")
        rested = at_desk(lambda desk, operator: desk.explain_clip(operator, clip))
        answer(rested.model_dump(mode="json"), _clip_lines(rested), as_json=as_json)
        return DONE
    if not maker or not owner:
        raise click.UsageError("Name both --maker and --owner, or a --clip.")
    chat = Chat(Platform(given["platform"] or Platform.TERMINAL), given["place"] or "")
    asked = Question(maker=maker, owner=owner, prompt=given["prompt"] or "", chat=chat)
    found = at_desk(lambda desk, operator: desk.explain(operator, asked))
    answer(found.model_dump(mode="json"), _lines(found), as_json=as_json)
    refused = found.moderation or any(one.outcome is Outcome.REFUSED for one in found.grounds)
    return REFUSED if refused else DONE


def _lines(found: Explanation) -> Iterator[str]:
    if found.moderation is not None:
        yield f"The prompt is refused to everybody: {found.moderation.code}. {found.moderation.message}"
    for one in found.grounds:
        yield from _ground(found.maker, one)


def _ground(maker: str, one: Ground) -> Iterator[str]:
    of = f"@{one.of}" if one.of == one.owner else f"@{one.of} (of @{one.owner})"
    yield f"@{maker} with {of}: {one.outcome.value}, {one.reason.value}"
    yield f"  The owner would be told: {one.explanation}"
    if one.told is not None:
        yield f"  The maker would be told: {one.told.message}"
    if one.phases:
        yield f"  Asked: {', '.join(phase.value for phase in one.phases)}"
    if one.limits is not None:
        bound = ", ".join(f"{name} {value}" for name, value in one.limits.items() if value)
        yield f"  Grant: {bound or 'without limits'}"
    yield f"  Settings version {one.settings_version}; likeness {one.likeness or 'none'}"


def _clip_lines(found: ClipExplanation) -> Iterator[str]:
    yield f"Clip {found.clip}: {found.state.value}"
    for one in found.receipts:
        yield _receipt(one)


def _receipt(one: Rested) -> str:
    told = one.receipt
    asked = ", ".join(f"{each['phase']}: {each['answer']}" for each in told["questions"]) or "nothing asked"
    who = f"@{one.maker}" if one.maker else "somebody erased"
    of = f"@{one.of}" if one.of else "somebody erased"
    return (
        f"{one.at:%Y-%m-%d %H:%M:%S}  #{one.seq}  {told['step']}: {who} with {of}: "
        f"{told['outcome']}, {told['reason']}; settings version {told['settings_version']}; "
        f"grant {told['grant'] or 'none'}; {asked}"
    )


COMMANDS = {"consent": consent}
