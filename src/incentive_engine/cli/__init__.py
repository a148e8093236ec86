"""The command line, `incentive`: one file a command, imported only when that command is asked for."""

from incentive_engine.cli.running import main

__all__ = ["main"]
