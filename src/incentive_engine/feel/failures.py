"""What a built-in function or an operator raises where FEEL's answer is null because something is wrong."""

from __future__ import annotations

from incentive_engine.feel.ternary import Failure
from incentive_engine.wording import Language, say


class TypeName(str):
    """The name of a type, or of several with ` | ` between them; in a message, `{name:zh}` says it in Chinese."""

    __slots__ = ()

    def __format__(self, lang: str) -> str:
        language: Language = "zh" if lang == "zh" else "en"
        names = [say(f"feel.type.{name.replace(' ', '-')}", language) for name in self.split(" | ")]
        return (" 或 " if language == "zh" else " or ").join(names)


class FeelError(Exception):
    """FEEL's answer is null; `failure` says why. Standing alone it becomes null, in a policy an unknown with
    a reason.
    """

    def __init__(self, code: str, **values: str) -> None:
        self.failure = Failure(code, tuple(values.items()))
        super().__init__(self.failure)

    def __str__(self) -> str:
        return self.failure.text("en")
