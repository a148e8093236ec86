"""What click finds wrong with a command line, said in our words."""

from __future__ import annotations

import click

from incentive_engine.mistakes import nearest
from incentive_engine.wording import Language, say


def usage_message(error: click.UsageError, lang: Language) -> str:
    """What is wrong, and where the command's help is."""
    command = error.ctx.command_path if error.ctx else "incentive"
    return f"{command}: {_fault(error, lang)}\n{say('cli.see-help', lang, command=command)}"


def _fault(error: click.UsageError, lang: Language) -> str:
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, _options(error.ctx))
        return say("cli.no-such-option", lang, name=error.option_name, nearest=near)
    if isinstance(error, click.MissingParameter):
        return say("cli.missing-argument", lang, name=spelling(error.param))
    if isinstance(error, click.BadOptionUsage):
        code = "cli.option-takes-no-value" if _is_flag(error) else "cli.option-needs-value"
        return say(code, lang, name=error.option_name)
    if isinstance(error, click.BadParameter):
        return say("cli.bad-value", lang, name=spelling(error.param), fault=error.message)
    return error.message


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [spelling for parameter in context.command.get_params(context) for spelling in parameter.opts]


def _is_flag(error: click.BadOptionUsage) -> bool:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(isinstance(one, click.Option) and one.is_flag and error.option_name in one.opts for one in parameters)


def spelling(parameter: click.Parameter | None) -> str:
    """An option as it is typed, an argument as the help names it."""
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.metavar or (parameter.name or "").upper()
