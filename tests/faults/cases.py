"""What a single fault is, and short ways to write one down.

In the changed text `▸` stands where the finding must be; where it stands elsewhere, `at` is the text that starts there;
without either the finding is about the whole file and stands at 1:1. `schema` marks what a JSON Schema can express, so that
any validator must refuse the file too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.builders import (
    DING,
    MIDDLE,
    SCHOOL,
    UNIVERSITY,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    provider_path,
    user_path,
)  # fmt: skip

WHOLE = None
"""Instead of `old`: the new text is the whole file."""
LIMIT = 256 * 1024


@dataclass(frozen=True)
class Edit:
    """One change of the miniature: `old` becomes `new` in the file at `path`; then `become` may act on the folder."""

    what: str
    path: str
    old: str | None = ""
    new: str = ""
    become: Callable[[RegistryFolder, str], None] | None = None
    choose: tuple[str, ...] = ()
    """What is judged; nothing: everything."""
    change: bool = False
    """Judged as a change of the miniature, between two commits."""
    before: Callable[[RegistryFolder, str], None] | None = None
    """What is done to the folder before the edit; with `change`, before the first commit."""
    start: str = ""
    """The accepted text that changes, if the miniature has no file at `path`."""

    def text(self, before: str) -> str:
        """The file's text after the change, with its mark."""
        before = before or self.start
        if self.old is WHOLE:
            return self.new
        if not self.old:
            return before + self.new
        assert before.count(self.old) == 1, f"{self.what}: {self.old!r} stands {before.count(self.old)} times"
        return before.replace(self.old, self.new)

    def prepare(self, folder: RegistryFolder) -> None:
        """Make the folder what the edit changes: one with a commit, if it is judged as a change."""
        if self.before:
            self.before(folder, self.path)
        if self.change:
            folder.git_init()

    def apply(self, folder: RegistryFolder) -> str:
        """Change the folder; the file's new text, with its mark."""
        target = folder.root / self.path
        text = self.text(folder.read(self.path) if target.is_file() else "")
        if text:
            folder.write(self.path, text.replace("▸", ""))
        if self.become:
            self.become(folder, self.path)
        return text


@dataclass(frozen=True)
class Fault:
    """A change that must give exactly one finding."""

    code: str
    edit: Edit
    field: str = ""
    at: str = ""
    on: str = ""
    """Path of the finding, if it is not that of the change."""
    schema: bool = False

    @property
    def name(self) -> str:
        """For people and for the test's id."""
        return f"{self.code} {self.edit.what}"


def form(
    code: str, what: str, old: str | None, new: str, field: str = "", *, at: str = "", path: str = Paths.xin
) -> Fault:
    return Fault(code, Edit(what, path, old, new), field, at, schema=True)


def user(code: str, what: str, old: str, new: str, field: str = "", *, at: str = "") -> Fault:
    return form(code, what, old, new, field, at=at, path=Paths.university)


def case(code: str, what: str, old: str, new: str, field: str = "", *, at: str = "") -> Fault:
    return form(code, what, old, new, field, at=at, path=Paths.case)


def read(code: str, what: str, old: str | None, new: str, *, at: str = "", path: str = Paths.xin) -> Fault:
    return Fault(code, Edit(what, path, old, new), "", at)


def rule(
    code: str,
    what: str,
    path: str,
    old: str | None,
    new: str,
    field: str,
    *,
    at: str = "",
    choose: tuple[str, ...] = (),
    change: bool = False,
    start: str = "",
) -> Fault:
    return Fault(code, Edit(what, path, old, new, choose=choose, change=change, start=start), field, at)


def symlink(folder: RegistryFolder, path: str) -> None:
    target = folder.root / path
    target.rename(folder.root / "elsewhere.yaml")
    target.symlink_to(folder.root / "elsewhere.yaml")


def folder(folder: RegistryFolder, path: str) -> None:
    (folder.root / path).unlink()
    (folder.root / path).mkdir()


def pipe(folder: RegistryFolder, path: str) -> None:
    import os

    (folder.root / path).unlink()
    os.mkfifo(folder.root / path)


def loop(folder: RegistryFolder, path: str) -> None:
    (folder.root / path).unlink()
    (folder.root / path).symlink_to(Path(path).name)


def to(new: str) -> Callable[[RegistryFolder, str], None]:
    """Move the file elsewhere."""

    def move(folder: RegistryFolder, path: str) -> None:
        target = folder.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder.root / path).rename(target)

    return move


def ding_goes_on(folder: RegistryFolder, _: str) -> None:
    """丁 files one more app."""
    folder.write(
        Paths.ding, folder.read(Paths.ding) + app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi")
    )


OTHER = {
    "provider": provider_path("zhejiang", XIN),
    "user": user_path("beijing/110108", SCHOOL),
    "nowhere": provider_path("nowhere", XIN),
    "county": user_path("zhejiang/330106", MIDDLE),
    "no county": user_path("beijing/110999", MIDDLE),
    "no province": user_path("nowhere", UNIVERSITY),
    "too deep": user_path("beijing/110108/110108", MIDDLE),
    "case": case_path("nowhere", DING, "2026-04-01"),
    "bucket": f"filings/providers/beijing/00/{XIN}.yaml",
    "yml": Paths.xin.removesuffix("yaml") + "yml",
    "case without a day": f"blacklist/sichuan/{DING}.yaml",
    "folder": f"filings/providers/{XIN}.yaml",
}
APP = "    name: 示例全科学习\n"
PACKAGE = "package_name: cn.example.whole\n"
DESCRIPTION = "description: 用于课堂练习与作业反馈。"
HAIDIAN = '  province: beijing\n  county: "110108"\n  competent_authority: beijing/110108\n'
BROKEN = "unit: [\n"
