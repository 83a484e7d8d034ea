"""The little language of the sentences, and its reader.

Enters: a template. Leaves: nodes; `render.py` turns them into pieces.

    {rev@ytd}              a figure; after bars: u= unit written, of= its whole, q= qualifier, w= words, p= periods
    {rev@ytd/rev@plan}     actual and target of one fraction
    {0traffic_acc|không xảy ra ...}   a figure stated as none, by these words
    {~rev@yoy}             a change with "tăng" or "giảm" before it
    {=95|u=%|m=target|w=giải ngân}    a figure that is no fact of the world
    {#ordinal|3 sao}       a number that is no figure
    {cite|176/2025/NĐ-CP|2025-06-30|Nghị định số 176/2025/NĐ-CP ngày 30/6/2025}
    {m} {ky} {dn} ...      names of the time, see words.py
    <lợn>                  a word of the style's own
    [[ ... ]]              left out when a figure in it is missing or none
    ((key? A :: B))        A when the fact is there and not none, else B

Example: "đàn <lợn> {livestock_pig|of=livestock_total}".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Token:
    """What stands in braces: its head and its options; an option without a name is under ""."""

    head: str
    options: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """The option of that name."""
        return dict(self.options).get(name)

    @property
    def words(self) -> list[str]:
        """The options without a name, in order."""
        return [value for name, value in self.options if not name]


@dataclass(frozen=True)
class Lexeme:
    """A word of the style's own."""

    word: str


@dataclass(frozen=True)
class Optional:
    """Left out when a figure in it is missing or none."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of two by whether a fact is there and not none."""

    key: str
    then: tuple[Node, ...]
    other: tuple[Node, ...]


Node = Text | Token | Lexeme | Optional | Choice


class TemplateError(ValueError):
    """A template that can't be read; the text says where."""


def parse(template: str) -> tuple[Node, ...]:
    """Read a template.

    >>> parse("lợn {a|u=con}")
    (Text(text='lợn '), Token(head='a', options=(('u', 'con'),)))
    """
    nodes, end = _parse(template, 0, ())
    if end != len(template):
        raise TemplateError(f"{template!r}: thừa dấu đóng ở vị trí {end}")
    return nodes


def _parse(text: str, start: int, stops: tuple[str, ...]) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    at = plain = start

    def flush() -> None:
        if plain < at:
            nodes.append(Text(text[plain:at]))

    while at < len(text):
        if any(text.startswith(stop, at) for stop in stops):
            break
        if text.startswith("(((", at):
            at += 1
            continue
        if text.startswith("((", at):
            flush()
            node, at = _choice(text, at)
        elif text.startswith("[[", at):
            flush()
            inner, end = _parse(text, at + 2, ("]]",))
            node, at = Optional(inner), _expect(text, end, "]]")
        elif text[at] == "{":
            flush()
            end = text.index("}", at)
            node, at = _token(text[at + 1 : end]), end + 1
        elif text[at] == "<":
            flush()
            end = text.index(">", at)
            node, at = Lexeme(text[at + 1 : end]), end + 1
        else:
            at += 1
            continue
        nodes.append(node)
        plain = at
    flush()
    return tuple(nodes), at


def _choice(text: str, at: int) -> tuple[Node, int]:
    question = text.index("?", at)
    then, end = _parse(text, question + 1, ("::",))
    other, end = _parse(text, _expect(text, end, "::"), ("))",))
    return Choice(text[at + 2 : question], _trim(then), _trim(other)), _expect(text, end, "))")


def _trim(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Without the space that only sets the marks off."""
    found = list(nodes)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(" "))
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(" "))
    return tuple(node for node in found if node != Text(""))


def _token(inside: str) -> Token:
    head, *rest = inside.split("|")
    options = []
    for option in rest:
        name, mark, value = option.partition("=")
        options.append((name, value) if mark and name in {"u", "of", "q", "w", "p", "m", "z"} else ("", option))
    return Token(head, tuple(options))


def _expect(text: str, at: int, mark: str) -> int:
    if not text.startswith(mark, at):
        raise TemplateError(f"{text!r}: thiếu {mark!r} sau vị trí {at}")
    return at + len(mark)
