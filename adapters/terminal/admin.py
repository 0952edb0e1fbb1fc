"""`cameo admin`: what operators decide, from the terminal. Each family of commands is a module of its own."""

import getpass

import click

from adapters.terminal import (
    admin_access,
    admin_appeals,
    admin_characters,
    admin_credits,
    admin_holds,
    admin_payments,
    admin_people,
    admin_reports,
)


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


for family in (
    admin_access,
    admin_appeals,
    admin_characters,
    admin_credits,
    admin_holds,
    admin_payments,
    admin_people,
    admin_reports,
):
    for command in family.COMMANDS:
        admin.add_command(command)

COMMANDS = {"admin": admin}
