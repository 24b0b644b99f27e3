"""A stranger's words within a comment on the forge: shown, and nothing in them acts.

On the forge `@name` notifies people, `#1` and `GH-1` link other cases, HTML and images are rendered, and a bare address becomes a
link. None of this happens within a code span, so that is where all such words stand.
"""

from registry.core.text import shown

_NOTHING = "∅"


def code(value: object, limit: int = 200) -> str:
    """The words as a Markdown code span: on one line, at most `limit` characters, without personal data.

    `@` becomes its full-width double, since a copy of the comment also goes out by mail. What begins a command in the log of a
    workflow (`::`, `##[`) is broken up, and a backtick cannot end the span.
    """
    text = shown(value, limit).replace("`", "ˋ").replace("@", "＠")
    while "::" in text:
        text = text.replace("::", ": :")
    # A span of blanks alone is no span, and blanks at its ends are taken off by some readers and not by others.
    return f"`{text.strip() or _NOTHING}`"


def block(text: str, language: str = "") -> str:
    """Some lines as a fenced block to copy from; the fence is longer than any run of backticks in it."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    fence = "`" * max(3, longest + 1)
    kept = "".join(c if c.isprintable() or c in "\n\u3000" else "\N{REPLACEMENT CHARACTER}" for c in text)
    body = kept.rstrip("\n").replace("##[", "## [")
    return f"{fence}{language}\n{body}\n{fence}"
