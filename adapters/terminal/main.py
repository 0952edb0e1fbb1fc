"""The `cameo` command: the operator's commands of this folder and the engine's own, imported when called.

Exit codes, everywhere: 0 done, 2 refused (what was asked for or handed in cannot be had; says why), 1 broken.
"""

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from adapters.terminal.answers import BROKEN, DONE, REFUSED, as_refusals

COMMANDS = {
    "demo": ("adapters.terminal.demo", "Play the whole story here, with a throw-away store."),
    "run": ("adapters.terminal.service", "Start the chat service and one engine; Ctrl-C stops both."),
    "bot": ("adapters.terminal.service", "Start the chat service alone."),
    "engine": ("adapters.terminal.service", "Start one engine alone."),
    "doctor": (
        "adapters.terminal.doctor",
        "Look at everything the service needs, and say what to do about it.",
    ),
    "admin": ("adapters.terminal.admin", "Decide on reports, appeals, held clips and accounts."),
    "audit": ("adapters.terminal.audit", "Prove that the audit trail is whole; export what it says."),
    "consent": ("adapters.terminal.consent", "Explain who may use whom, and what a clip rested on."),
    "moderate": ("adapters.terminal.moderate", "Say what the service would answer to a prompt."),
    "models": ("adapters.terminal.engine_commands", "List, fetch and check the weights."),
    "likeness": ("adapters.terminal.engine_commands", "Turn a recording into a sealed .likeness file."),
    "render": ("adapters.terminal.engine_commands", "Render a prompt with .likeness files."),
    "review": ("adapters.terminal.engine_commands", "Measure a finished clip against its cast."),
}


def _set_config(_context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    # By environment, so that every room and every child process reads the same file.
    if value is not None:
        os.environ["CAMEO_CONFIG"] = str(value.resolve())


def _set_debug(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's call
    if value:
        context.find_root().meta["cameo.debug"] = True


def _shared_options() -> list[click.Option]:
    return [
        click.Option(
            ["--config"],
            type=click.Path(path_type=Path),
            callback=_set_config,
            expose_value=False,
            is_eager=True,
            help="Settings file; else $CAMEO_CONFIG, else ./config.toml.",
        ),
        click.Option(
            ["--debug"],
            is_flag=True,
            callback=_set_debug,
            expose_value=False,
            is_eager=True,
            help="Show where something unexpected broke.",
        ),
    ]


def _with_shared_options(command: click.Command) -> click.Command:
    """Let --config and --debug stand after any command's name as well as before it."""
    taken = {option for param in command.params for option in param.opts}
    command.params += [option for option in _shared_options() if not taken & set(option.opts)]
    if isinstance(command, click.Group):
        for child in command.commands.values():
            _with_shared_options(child)
    return command


class Commands(click.Group):
    """A table of commands, each imported when it is called; the table is enough for the list of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.COMMANDS[cmd_name]
        return _with_shared_options(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the table without importing anything."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


cli = Commands(
    name="cameo",
    help="You and your friends in AI clips, made only with consent.",
    params=_shared_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_refused(refusals: list[dict[str, str]], *, as_json: bool, hint: str | None = None) -> int:
    if as_json:
        click.echo(json.dumps({"refusals": refusals}, ensure_ascii=False))
    else:
        for refusal in refusals:
            click.echo(refusal["message"], err=True)
        if hint:
            click.echo(hint, err=True)
    return REFUSED


def _say_broken(error: Exception, *, expected: bool, as_json: bool, debug: bool) -> int:
    sentence = str(error) if expected else f"Something unexpected broke: {type(error).__name__}: {error}"
    if as_json:
        code = "broken" if expected else "unexpected"
        click.echo(json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False))
    else:
        click.echo(sentence if expected or debug else f"{sentence} (--debug shows where.)", err=True)
    return BROKEN


def _say(error: Exception, *, as_json: bool, debug: bool) -> int:
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away (`cameo ... | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN
    if isinstance(error, click.UsageError):
        refusals = [{"code": "usage", "message": error.format_message()}]
        hint = error.ctx.get_usage() if error.ctx else None
        return _say_refused(refusals, as_json=as_json, hint=hint)
    refusals = as_refusals(error)
    if refusals:
        return _say_refused(refusals, as_json=as_json)
    if debug:
        sys.excepthook(type(error), error, error.__traceback__)
    return _say_broken(error, expected=_is_expected(error), as_json=as_json, debug=debug)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Expected errors become a sentence, never a traceback."""
    as_json, debug = "--json" in arguments, "--debug" in arguments
    try:
        result = cli.main(list(arguments), prog_name="cameo", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return BROKEN
    except Exception as error:  # noqa: BLE001 - the outermost border: whatever comes, it ends as one sentence
        return _say(error, as_json=as_json, debug=debug)
    return result if isinstance(result, int) else DONE


def _is_expected(error: Exception) -> bool:
    """Errors that already say in a sentence what is wrong: those of our rooms, and the system's."""
    ours = type(error).__module__.split(".")[0] in {"adapters", "bot", "engine"}
    return ours or isinstance(error, (click.ClickException, OSError))


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))
