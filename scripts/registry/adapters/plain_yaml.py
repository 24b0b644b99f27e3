"""The quick way for ordinary files: a strict parser, but only for text inside a narrow subset of YAML.

Line by line the subset is so narrow that every reader agrees on its meaning; whatever lies outside it, or does not fit
its model, goes to the careful reader (`yaml_reader`), whose verdict, line and column are the ones that people see.
`tests/test_reader.py` holds the two together: nothing may be accepted, or read differently, here.
"""

import re
from typing import Any

import ryaml

from registry.adapters.yaml_reader import decode
from registry.core.snapshot import Comment

_HAN = "\u3400-\u9fff"
_WORD = f"A-Za-z0-9{_HAN}_./@+()（）〔〕《》“”·、，。；：?&=%~'\\-"
_LINE = f"""
    [ ]{{0,20}} (?:\\#[^\\n]*)?\\n
  | [ ]{{0,20}} (?:-[ ]){{0,2}}
    (?: (?!(?:y|n|yes|no|on|off|true|false|null):) [a-z][a-z0-9_]{{0,63}} :(?:\\n|[ ](?=[^ \\n])) )?
    (?:(?<=\\n) | (?:
        "[^"\\\\\\n]*"
      | -?(?:0|[1-9][0-9]{{0,14}})
      | true | false
      | [1-9](?=[0-9]*[A-DF-Z])[0-9A-Z]*
      | (?!(?i:y|n|yes|no|on|off|true|false|null)\\n) [A-Za-z{_HAN}] (?: [{_WORD}] | :(?=[{_WORD}]) | [ ](?=[{_WORD}]) )*
    ) \\n )
"""
_SUBSET = re.compile(f"(?:{_LINE})*", re.VERBOSE)


def parse(content: bytes) -> Any:
    """The values of a file inside the subset; None for any other file, which says nothing about whether it is valid."""
    text, refusal = decode(content)
    if refusal or not _SUBSET.fullmatch(text):
        return None
    try:
        return ryaml.loads(text)  # type: ignore[attr-defined]  # its stub does not re-export
    except ryaml.InvalidYamlError:  # type: ignore[attr-defined]
        return None


def comments(content: bytes) -> tuple[Comment, ...]:
    """All comments of a file inside the subset, where each has a line to itself."""
    found = []
    mark = content.find(b"#")
    while mark >= 0:
        start = content.rfind(b"\n", 0, mark) + 1
        end = content.find(b"\n", mark)
        if not content[start:mark].strip(b" "):
            line = content.count(b"\n", 0, start) + 1
            found.append(Comment(line, mark - start + 1, content[mark:end].decode().removesuffix("\r")))
        mark = content.find(b"#", end)
    return tuple(found)
