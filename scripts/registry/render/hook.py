"""The script that git runs before a commit, and what is said when one is stopped."""

from collections.abc import Iterable

from registry.core.finding import Finding, Severity
from registry.core.text import Text

MARK = "registry hook run"
"""What tells our script from another."""

INSTALLED = Text(
    "已安装：{path}\n以后每次 git commit 前核对所改的备案；不符合规则的、含个人信息的，不会进入历史。",
    "Installed: {path}\nFrom now on each git commit first checks the filings that it changes; what breaks a rule, or holds personal "
    "data, does not get into the history.",
)
REMOVED = Text("已移除。", "Removed.")
NONE = Text("没有安装。", "None is installed.")
UNFORMATTED = Text(
    "格式不规范，请运行：registry fmt {paths} 然后 git add",
    "Not in canonical form; run: registry fmt {paths}  and git add",
)
STOPPED = Text(
    "提交已拦下，没有写入历史。改好后 git add，再 git commit。",
    "The commit was stopped; nothing got into the history. Correct it, git add, and git commit again.",
)
FORGET = Text(
    "其中有个人信息：它还没有进入任何提交；改正文件并 git add 后，暂存的旧内容由 git 自行清除。",
    "There are personal data in it. They are in no commit yet; once the file is corrected and added, git drops the staged old content by itself.",
)


def script(python: str, language: str) -> str:
    """A script for any `sh`, that of Git for Windows included. Where the environment moved, the one of the checkout is taken."""
    return f"""\
#!/bin/sh
# Written by `registry hook install`; `registry hook remove` takes it away.
top=$(git rev-parse --show-toplevel) || exit 1
for python in "{_quoted(python)}" "$top/.venv/bin/python" "$top/.venv/Scripts/python.exe"; do
    if [ -x "$python" ]; then
        # Personal data must not get into the history, so a tool that does not start stops the commit too.
        exec "$python" -m {MARK} --root "$top" --lang {language}
    fi
done
echo "registry: no Python environment here; make it with ./scripts/test --version, or: registry hook remove" >&2
exit 1
"""


def _quoted(text: str) -> str:
    """Text within double quotes of a shell."""
    return "".join(f"\\{character}" if character in '"\\$`' else character for character in text)


def why_stopped(
    findings: Iterable[Finding], unformatted: Iterable[str], personal: frozenset[str], language: str
) -> list[str]:
    """What to do now, in lines; empty where nothing stops the commit."""
    errors = [found for found in findings if found.severity is Severity.error]
    paths = sorted(unformatted)
    said = [UNFORMATTED.fill(paths=" ".join(paths))] if paths else []
    if any(found.code in personal for found in errors):
        said.append(FORGET)
    if errors or paths:
        said.append(STOPPED)
    return [text.in_language(language) for text in said]
