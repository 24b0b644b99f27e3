"""The answer of `similar` as terminal text and JSON."""

import json

from registry.core.finding import Verdict
from registry.core.names import Answer
from registry.core.text import Text, shown

_VERDICTS = {
    Verdict.accept: Text("可用：没有相同或过于接近的有效应用名称", "free: no live app has this name or one too close to it"),
    Verdict.refer: Text("过于接近：备案时需人工判断", "too close: a person will decide on the filing"),
    Verdict.reject: Text("已被使用：备案将不通过", "taken: the filing would be rejected"),
}  # fmt: skip
_UNREAD = Text("未能读取，未作比较", "could not be read, so not compared")
_ONLY_UNREAD = Text(
    "未发现相同或过于接近的名称，但有文件未能读取",
    "no such name was found, but files could not be read",
)
_NO_NUMBER = Text("尚未编号", "no number yet")


def as_text(answer: Answer, language: str) -> str:
    """Each match with the reason, the number and the provider; then one line with what follows."""
    lines = [
        f"“{shown(match.name)}” {match.relation.reason.in_language(language)}: "
        f"{match.number or _NO_NUMBER.in_language(language)}, {shown(match.provider)} {shown(match.path, 200)}"
        for match in answer.matches
    ]
    lines += [f"{shown(path, 200)}: {_UNREAD.in_language(language)}" for path in answer.unread]
    verdict = _VERDICTS[answer.verdict] if answer.matches or not answer.unread else _ONLY_UNREAD
    return "\n".join([*lines, f"“{shown(answer.name)}” {verdict.in_language(language)}"]) + "\n"


def as_json(answer: Answer) -> str:
    """`{"name", "verdict", "matches": […], "unread": […]}`, ASCII only; personal data in names is cut out here too."""
    body = {
        "name": shown(answer.name, 200),
        "verdict": answer.verdict.name,
        "matches": [
            {
                "kind": match.relation.kind.value,
                "reason": match.relation.reason.as_dict(),
                "name": shown(match.name, 200),
                "number": match.number,
                "provider": shown(match.provider, 200),
                "uscc": match.uscc,
                "path": match.path,
                "item": match.item,
            }
            for match in answer.matches
        ],
        "unread": list(answer.unread),
    }
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False) + "\n"
