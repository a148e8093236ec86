"""Python text for the usual forms of FEEL over plain known values; what `fusion` makes one function of.

The text never speaks for itself where the standard or the unknown has a say: a value of a class that a form does
not expect sends the whole expression back to its closures (`RETREAT`), and a form without text here is called as
the closure it is. So what FEEL means is told once, by the closures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from incentive_engine.feel.compiler.compilation import Compilation, Scope
from incentive_engine.feel.syntax import Call, Name, Node

RETREAT = "return slow(env)"
PLAIN = frozenset({Decimal, str, date})
_CLASSES = {Decimal: "Decimal", str: "str", date: "date", bool: "bool", list: "list", dict: "dict"}
# Functions whose value takes part in arithmetic and comparison, but is never plain.
_TEMPORAL = frozenset({"duration", "years and months duration", "date and time", "time", "now"})
# Python nests no more than 20 loops and 100 indentations; what lies deeper stays a closure.
_DEEPEST = 18


class UnfitError(Exception):
    """There is no text for this form here: its closure is called instead."""


class Value(NamedTuple):
    """Python text without effects, and the class of what it gives where that is certain (`int`: a whole number
    that FEEL sees as a Decimal; `object`: none that is plain)."""

    text: str
    kind: type | None = None


Form = Callable[["Writer", Any], Value]
Declared = TypeVar("Declared", bound=Form)
_FORMS: dict[type[Node], Form] = {}


def writes(*forms: type[Node]) -> Callable[[Declared], Declared]:
    """Declare the decorated function as the writer of nodes of these classes."""

    def declare(form: Declared) -> Declared:
        _FORMS.update(dict.fromkeys(forms, form))
        return form

    return declare


class Writer:
    """The text of one function on its way.

    `names` is what the text may refer to: nothing of an expression stands in the text itself, neither names nor
    values, but only numbered entries of this table.
    """

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"PLAIN": PLAIN, "NUMBERS": {Decimal}, "ZERO": Decimal(0), "Scope": Scope}
        self.names.update((name, class_) for class_, name in _CLASSES.items())
        self.known: dict[str, type] = {}
        self._depth = 2
        self._read: dict[Node, str] = {}
        self._scopes: list[tuple[str | None, str]] = []

    def line(self, text: str) -> None:
        """Append a statement."""
        self.lines.append("    " * self._depth + text)

    def retreat_if(self, condition: str) -> None:
        """Send the expression back to its closures under a condition."""
        self.line(f"if {condition}: {RETREAT}")

    def fresh(self) -> str:
        """A local that is not used yet."""
        name = f"v{len(self.names)}"
        self.names[name] = None
        return name

    def constant(self, value: Any) -> str:
        """What refers to a value of the expression."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def local(self, value: Value) -> str:
        """A local or constant that holds a value, to be used more than once."""
        if value.text in self.names:
            return value.text
        name = self.fresh()
        self.line(f"{name} = {value.text}")
        return name

    def indent(self) -> None:
        """Go one block deeper, until the end of `kept`; UnfitError where Python would not follow."""
        if self._depth > 3 * _DEEPEST:
            raise UnfitError
        self._depth += 1

    def joined(self) -> None:
        """Take back the header of a block that nothing was written into."""
        self.lines.pop()
        self._depth -= 1

    @contextmanager
    def kept(self, header: str = "") -> Iterator[None]:
        """A part of the text after which nothing is known that was learned in it: it may not have run."""
        before = self._depth, self.known.copy(), self._read.copy(), self._scopes.copy()
        if header:
            self.line(header)
            self._depth += 1
        try:
            yield
        finally:
            self._depth, self.known, self._read, self._scopes = before

    def bind(self, name: str | None, local: str) -> None:
        """Until the end of `kept`, a name stands for a local; None: all members of the record that it holds."""
        self._scopes.append((name, local))
        self._read.clear()

    def value(self, node: Node) -> Value:
        """The text that gives the value of `node`, with the statements that it needs already written."""
        if node in self._read:
            return self.held(self._read[node])
        written = len(self.lines)
        before = self._depth, self.known.copy(), self._read.copy(), self._scopes.copy()
        try:
            return self.written(node)
        except UnfitError:
            del self.lines[written:]
            self._depth, self.known, self._read, self._scopes = before
            return self._closure(node)

    def written(self, node: Node) -> Value:
        """As `value`; UnfitError where only the closure will do."""
        form = _FORMS.get(type(node))
        if form is None or self._depth > _DEEPEST:
            raise UnfitError
        return form(self, node)

    def held(self, local: str) -> Value:
        """The value that a local holds."""
        return Value(local, self.known.get(local))

    def remembered(self, node: Node, value: Value) -> Value:
        """A value that is read once and used again, as names and members are."""
        local = self._read[node] = self.local(value)
        if value.kind is not None:
            self.known[local] = value.kind
        return self.held(local)

    def required(self, value: Value, kind: type) -> str:
        """The text of a value that is of a class, or else the function retreats."""
        if value.kind is kind:
            return value.text
        if value.kind is int and kind is Decimal:
            return f"Decimal({value.text})"
        if value.kind is not None:
            raise UnfitError
        local = self.local(value)
        if self.known.get(local) is not kind:
            self.retreat_if(f"{local}.__class__ is not {_CLASSES[kind]}")
            self.known[local] = kind
        return local

    def truth(self, node: Node) -> str:
        """The text of a condition that is true or false."""
        return self.required(self.value(node), bool)

    def answer(self, node: Node) -> Value:
        """A value as FEEL has it."""
        value = self.value(node)
        return Value(f"Decimal({value.text})", Decimal) if value.kind is int else value

    def all_of(self, conditions: Sequence[Callable[[], str]], decided: bool = False) -> str:
        """The text of a conjunction, or where `decided` a disjunction; as in Python, the first that decides ends it.

        Inside `kept`: the statements of later conditions stand in blocks that earlier ones guard.
        """
        head = conditions[0]()
        for condition in conditions[1:]:
            self.line(f"if not ({head}):" if decided else f"if {head}:")
            self.indent()
            written = len(self.lines)
            tail = condition()
            if len(self.lines) == written:
                self.joined()
                head = f"{head} {'or' if decided else 'and'} {tail}"
            else:
                head = tail
        return f"({head})"

    def name(self, name: str) -> Value:
        """The value of a variable, where it is bound."""
        text = f"env[{self.constant(name)}]"
        for bound, local in self._scopes:
            if bound == name:
                text = local
            elif bound is None:
                member = self.constant(name)
                text = f"({local}[{member}] if {member} in {local} else {local if name == 'item' else text})"
        return self.held(text) if text in self.names else self.remembered(Name(name), Value(text))

    def _closure(self, node: Node) -> Value:
        env = "env"
        for bound, local in self._scopes:
            item = self.constant("item" if bound is None else bound)
            members = f", **{local}" if bound is None else ""
            env = f"Scope({{{item}: {local}{members}}}, {env})"
        local = self.local(Value(f"{self.constant(self.compilation.evaluator(node))}({env})"))
        temporal = isinstance(node, Call) and isinstance(node.function, Name) and node.function.name in _TEMPORAL
        return Value(local, object if temporal else None)
