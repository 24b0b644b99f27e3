"""Names of files that some system cannot hold, cannot show, or takes for something else.

A registry is cloned on every kind of computer: what is refused here is what Windows reserves, what git keeps for itself,
what an option of a command looks like, what cannot be seen, and what only differs in case or Unicode form.
"""

import re
import unicodedata

from registry.core.characters import first_refused, name_of
from registry.core.text import Text

LONGEST_PART = 100
LONGEST_PATH = 200
"""Bytes in UTF-8; filings need 80 at most. Windows allows 260 characters together with the folder of the clone."""

_RESERVED = re.compile(
    "(con|prn|aux|nul|conin[$]|conout[$]|com[0-9¹²³]|lpt[0-9¹²³])( *[.].*)?", re.IGNORECASE
)
_WINDOWS = re.compile('[<>:"|?*\\\\]')
_GIT = re.compile("[.]git|git~[0-9]+|gitmod~[0-9]+|gi[0-9a-f]{4}~[0-9]+")


def folded(part: str) -> str:
    """A name as file systems compare it that ignore case and Unicode form: two names of one folder that fold alike are twins."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())


def wrong_with(path: str) -> Text | None:
    """Why no file may have this path, or None. `path` has forward slashes; bytes that are not UTF-8 are surrogates."""
    try:
        size = len(path.encode("utf-8"))
    except UnicodeEncodeError:
        return Text("不是UTF-8编码", "it is not UTF-8")
    if size > LONGEST_PATH:
        return Text(f"超过{LONGEST_PATH}字节", f"it is longer than {LONGEST_PATH} bytes")
    for part in path.split("/"):
        if problem := _wrong_with_part(part):
            return problem
    return None


def _wrong_with_part(part: str) -> Text | None:
    if part in ("", ".", ".."):
        return Text(f"含有“{part}”一级", f"it holds a step “{part}”")
    at = first_refused(part)
    if at is not None or "\n" in part:
        sign = name_of(part[at] if at is not None else "\n")
        return Text(f"含有控制字符或不可见字符 {sign}", f"it holds a control or invisible character {sign}")
    if len(part.encode("utf-8")) > LONGEST_PART:
        return Text(f"有一级超过{LONGEST_PART}字节", f"one of its names is longer than {LONGEST_PART} bytes")
    if unicodedata.normalize("NFC", part) != part:
        return Text("不是Unicode组合形式(NFC)", "it is not in Unicode normal form C")
    if match := _WINDOWS.search(part):
        return Text(
            f"含有Windows不允许的字符 {match[0]}", f"it holds {match[0]}, which Windows does not allow"
        )
    if part.startswith("-"):
        return Text("以连字符开头", "a name starts with a hyphen")
    if part != part.strip() or part.endswith("."):
        return Text("以空格或点结尾，或以空格开头", "a name ends in a space or a dot, or starts with a space")
    if _RESERVED.fullmatch(part):
        return Text(f"“{part}”是Windows保留名", f"“{part}” is reserved by Windows")
    if _GIT.fullmatch(folded(part)):
        return Text(f"“{part}”与git自己的目录混淆", f"“{part}” is taken for git's own folder")
    return None
