"""The commands and what they share: help and complaints in our words, modules imported when called.

To add a command, write `cli/<name>.py` with a `command`, name it in `COMMANDS`, and give it the sentence
`cli.<name>`. A command's and an option's `help` is the code of its sentence.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

import click

from incentive_engine import __version__
from incentive_engine.cli.language import language
from incentive_engine.cli.parameters import lang_option
from incentive_engine.cli.usage import spelling
from incentive_engine.mistakes import nearest
from incentive_engine.report.lines import pad, wrap
from incentive_engine.wording import say

COMMANDS = (
    "check",
    "screen",
    "test",
    "lint",
    "verify",
    "suggest-cases",
    "diff",
    "policies",
    "show",
    "facts",
    "template",
)

_TERM_COLUMNS = 26


class Command(click.Command):
    """A command whose help and whose complaint about surplus arguments are in our words."""

    def __init__(self, name: str, **settings: Any) -> None:
        settings.setdefault("context_settings", {})["allow_extra_args"] = True
        super().__init__(name, **{**settings, "help": f"cli.{name}"})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; every complaint knows which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless there are arguments that it does not take."""
        if ctx.args:
            raise click.UsageError(say("cli.surplus-arguments", language(ctx), names=" ".join(ctx.args)), ctx)
        return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "cli.option-help"
        return option

    def get_help(self, ctx: click.Context) -> str:
        """Usage, what the command does, its arguments and options; at most 80 columns wide."""
        return help_text(self, ctx)


class Commands(Command, click.Group):
    """The group of all commands; knows their names without importing them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help when nothing at all is asked for."""
        if not args:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order in which a reader needs them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, import_module(f"incentive_engine.cli.{cmd_name.replace('-', '_')}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a complaint with the nearest names if there is none."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            fault = say("cli.no-such-command", language(ctx), name=name, nearest=nearest(name, COMMANDS))
            raise click.UsageError(fault, ctx)
        return name, command, args[1:]

    def invoke(self, ctx: click.Context) -> Any:
        """Hand over to the command that is named."""
        return click.Group.invoke(self, ctx)


def help_text(command: click.Command, ctx: click.Context) -> str:
    """The help of a command, laid out for Chinese and Latin text alike."""
    lang = language(ctx)
    usage = [ctx.command_path, say("cli.usage-options", lang)]
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        if isinstance(parameter, click.Argument):
            usage.append(spelling(parameter))
            arguments.append((spelling(parameter), say(f"cli.argument-{parameter.name}", lang)))
        elif isinstance(parameter, click.Option):
            options.append((_typed(parameter), say(parameter.help or "", lang)))
    blocks = [[say("cli.usage", lang, line=" ".join(usage))]]
    blocks.append([line for text in say(command.help or "", lang).split("\n") for line in wrap(text, 80)])
    if isinstance(command, Commands):
        blocks[0][0] += " " + say("cli.usage-command", lang)
        arguments = [(name, say(f"cli.{name}", lang).partition("\n")[0]) for name in COMMANDS]
    titles = ("cli.commands" if isinstance(command, Commands) else "cli.arguments", "cli.options")
    for title, terms in zip(titles, (arguments, options), strict=True):
        if terms:
            blocks.append([say(title, lang), *(line for term in terms for line in _definition(*term))])
    return "\n\n".join("\n".join(block) for block in blocks)


def _typed(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar or ''}".rstrip()


def _definition(term: str, text: str) -> list[str]:
    lines = wrap(text, 80 - _TERM_COLUMNS - 4)
    indent = " " * (_TERM_COLUMNS + 4)
    if len(term) > _TERM_COLUMNS:
        return [f"  {term}", *(indent + line for line in lines)]
    return [f"  {pad(term, _TERM_COLUMNS)}  {lines[0]}", *(indent + line for line in lines[1:])]


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"incentive-engine {__version__}")
        ctx.exit()


@click.command("incentive", cls=Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="cli.option-version",
)
@lang_option
def incentive() -> None:
    """Say nothing by itself: every command is a file of its own."""
