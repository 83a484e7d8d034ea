from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.present.findings.word_chars import characters_of
from pipeline.present.findings.word_marks import mark
from tests.present.findings.drafts import NS, W, looks, runs


@given(
    st.lists(st.text("ab c", min_size=1, max_size=6), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=5),
)
def test_any_spans_over_any_runs(texts: list[str], wanted: list[tuple[int, int]]) -> None:
    body = etree.fromstring(
        f"<w:body {NS}>{runs(*texts)}<w:p><w:r><w:t>xy</w:t><w:tab/><w:t>z</w:t></w:r></w:p></w:body>"
    )
    old = looks(body)
    characters = characters_of(body, {})
    size = len(characters.chars)
    spans = [(start % size, min(start % size + length, size)) for start, length in wanted]
    spans = [span for span in spans if any(characters.spots[index] is not None for index in range(*span))]
    mark(characters, [(span, number) for number, span in enumerate(spans)])
    assert looks(body) == old
    open_: set[int] = set()
    found = dict.fromkeys(range(len(spans)), "")
    for element in body.iter():
        number = int(element.get(f"{W}id", "-1"))
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag in (f"{W}t", f"{W}tab"):
            for number in open_:
                found[number] += (element.text or "") if element.tag == f"{W}t" else " "
    assert not open_
    text = "".join(characters.chars)
    for number, span in enumerate(spans):
        assert found[number] == text[slice(*span)].replace("\n", "")
