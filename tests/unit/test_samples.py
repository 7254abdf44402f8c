"""Sample outputs in the pages are what the commands print, and cuts are said."""

import pytest

from tests.samples import ROOT, ask, cut, renew, sampled, words

OUTPUT = "one\ntwo  \nthree\nfour\nfive\n"
PAGE = r"""Text.

<!-- sample{} -->

    valuechain list uses \
        --lang en

```text
old
```

End.
"""


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (None, "one\ntwo\nthree\nfour\nfive\n"),
        ("1-2", "one\ntwo\n... (3 lines more)\n"),
        ("2-4", "... (1 line more)\ntwo\nthree\nfour\n... (1 line more)\n"),
        ("1,5", "one\n... (3 lines more)\nfive\n"),
        ("1-2,3-5", "one\ntwo\nthree\nfour\nfive\n"),
    ],
)
def test_what_is_left_out_is_counted(lines, shown):
    assert cut(OUTPUT, lines) == shown


@pytest.mark.parametrize("lines", ["0-2", "4-6", "3-2", "1-3,3-4", "4,1"])
def test_lines_that_are_not_there_are_refused(lines):
    with pytest.raises(ValueError, match="does not fit"):
        cut(OUTPUT, lines)


def test_a_sample_is_what_its_own_command_prints():
    asked = []
    renewed = renew(PAGE.format(" lines=1-2"), lambda arguments: asked.append(arguments) or OUTPUT)
    assert asked == [("list", "uses", "--lang", "en")]
    assert renewed == PAGE.format(" lines=1-2").replace("old\n", "one\ntwo\n... (3 lines more)\n")


def test_a_mark_without_a_command_is_refused():
    with pytest.raises(ValueError, match="a mark without"):
        renew("<!-- sample -->\n\n```text\nold\n```\n", lambda _: OUTPUT)


@pytest.mark.parametrize(
    "block", ["    rm -r out\n", "    valuechain list uses\n    valuechain list firms\n"]
)
def test_only_one_command_of_the_program_is_run(block):
    with pytest.raises(ValueError, match="one command"):
        words(block)


def test_the_readme_has_a_sample():
    assert ROOT / "README.md" in sampled()


@pytest.mark.parametrize("page", sampled(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_sample_is_what_the_command_prints(page):
    text = page.read_text(encoding="utf-8")
    assert text == renew(text, ask), "run `python -m tests.samples`"
