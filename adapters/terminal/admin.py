"""`cameo admin`: what operators decide, from the terminal. Each family of commands is a module of its own."""

import getpass

import click


def user() -> str:
    """Who sits at this terminal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"


@click.group("admin")
@click.option(
    "--operator", default=user, show_default="the system's user", help="Who decides, for the audit trail."
)
@click.pass_context
def admin(context: click.Context, operator: str) -> None:
    """Decide on reports, appeals, held clips and accounts."""
    context.obj = operator


COMMANDS = {"admin": admin}
