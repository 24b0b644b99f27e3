"""Single faults, each made from the accepted miniature by one change, and the accepted neighbours of each condition.

In the changed text `▸` stands where the finding must be; where it stands elsewhere, `at` is the text that starts there;
without either the finding is about the whole file and stands at 1:1. `schema` marks what a JSON Schema can express, so that
any validator must refuse the file too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.builders import (
    BING,
    DING,
    GENG,
    JIA,
    MIDDLE,
    SCHOOL,
    UNIVERSITY,
    WU,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    case_text,
    number,
    provider_path,
    provider_text,
    use_text,
    user_path,
    user_text,
)  # fmt: skip

WHOLE = None
"""Instead of `old`: the new text is the whole file."""
LIMIT = 64 * 1024


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

    def text(self, before: str) -> str:
        """The file's text after the change, with its mark."""
        if self.old is WHOLE:
            return self.new
        if not self.old:
            return before + self.new
        assert before.count(self.old) == 1, f"{self.what}: {self.old!r} stands {before.count(self.old)} times"
        return before.replace(self.old, self.new)

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


def _form(
    code: str, what: str, old: str | None, new: str, field: str = "", *, at: str = "", path: str = Paths.xin
) -> Fault:
    return Fault(code, Edit(what, path, old, new), field, at, schema=True)


def _user(code: str, what: str, old: str, new: str, field: str = "", *, at: str = "") -> Fault:
    return _form(code, what, old, new, field, at=at, path=Paths.university)


def _case(code: str, what: str, old: str, new: str, field: str = "", *, at: str = "") -> Fault:
    return _form(code, what, old, new, field, at=at, path=Paths.case)


def _read(code: str, what: str, old: str | None, new: str, *, at: str = "", path: str = Paths.xin) -> Fault:
    return Fault(code, Edit(what, path, old, new), "", at)


def _rule(
    code: str,
    what: str,
    path: str,
    old: str | None,
    new: str,
    field: str,
    *,
    at: str = "",
    choose: tuple[str, ...] = (),
) -> Fault:
    return Fault(code, Edit(what, path, old, new, choose=choose), field, at)


def _symlink(folder: RegistryFolder, path: str) -> None:
    target = folder.root / path
    target.rename(folder.root / "elsewhere.yaml")
    target.symlink_to(folder.root / "elsewhere.yaml")


def _folder(folder: RegistryFolder, path: str) -> None:
    (folder.root / path).unlink()
    (folder.root / path).mkdir()


def _pipe(folder: RegistryFolder, path: str) -> None:
    import os

    (folder.root / path).unlink()
    os.mkfifo(folder.root / path)


def _loop(folder: RegistryFolder, path: str) -> None:
    (folder.root / path).unlink()
    (folder.root / path).symlink_to(Path(path).name)


def _to(new: str) -> Callable[[RegistryFolder, str], None]:
    """Move the file elsewhere."""

    def move(folder: RegistryFolder, path: str) -> None:
        target = folder.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder.root / path).rename(target)

    return move


def _ding_goes_on(folder: RegistryFolder, _: str) -> None:
    """丁 files one more app."""
    folder.write(
        Paths.ding, folder.read(Paths.ding) + app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi")
    )


_OTHER = {
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
_APP = "    name: 示例全科学习\n"
_PACKAGE = "package_name: cn.example.whole\n"
_DESCRIPTION = "description: 用于课堂练习与作业反馈。"
_BROKEN = "unit: [\n"

FAULTS: tuple[Fault, ...] = (
    # F01 to F05: the file and its characters.
    Fault("F01", Edit("a link", Paths.xin, become=_symlink)),
    Fault("F01", Edit("a folder called .yaml", Paths.xin, become=_folder)),
    Fault("F01", Edit("a pipe", Paths.xin, become=_pipe)),
    Fault("F01", Edit("a link to itself", Paths.xin, become=_loop)),
    _read("F02", "one byte over 64 KB", WHOLE,
          (provider_text() + "#" * LIMIT)[: LIMIT + 1 - (len(provider_text().encode()) - len(provider_text()))], at="# yaml"),
    _read("F03", "GBK", "name: 示例辛教育", "name: ▸\udcd0\udcc1\udcca\udcbe"),
    _read("F03", "Latin-1", "name: 示例辛教育科技有限公司", "name: Caf▸\udce9"),
    _read("F03", "an overlong form", "name: 示例辛教育", "name: 示▸\udcc0\udcaf"),
    _read("F03", "cut off within a character", "", "#▸\udce7\udca4"),
    _read("F04", "a byte order mark", "# yaml-language-server", "▸\ufeff# yaml-language-server"),
    _read("F05", "a tab", "filer: provider", "filer:▸\tprovider"),
    _read("F05", "a null", "name: 示例辛", "name: 示例▸\0"),
    _read("F05", "a control character", "name: 示例辛", "name: 示例▸\x1b"),
    _read("F05", "a carriage return of its own", "# yaml", "# note▸\rfiler: platform\n# yaml"),
    _read("F05", "U+0085 in a comment", "# yaml", "# note▸\x85filer: platform\n# yaml"),
    _read("F05", "U+2028 in a comment", "# yaml", "# note▸\u2028filer: platform\n# yaml"),
    _read("F05", "U+2029 in a comment", "# yaml", "# note▸\u2029filer: platform\n# yaml"),
    _read("F05", "a direction override", "name: 示例辛", "name: 示例▸\u202e辛"),
    _read("F05", "a zero-width space", "name: 示例辛", "name: 示例▸\u200b辛"),
    _read("F05", "a byte order mark inside", "name: 示例辛", "name: 示例▸\ufeff辛"),
    _read("F05", "private use", "name: 示例辛", "name: 示例▸\ue863"),
    _read("F05", "a noncharacter", "name: 示例辛", "name: 示例▸\ufffe"),
    _read("F05", "a variation selector", "name: 示例辛", "name: 示例▸\ufe0f"),
    _read("F05", "U+180E outside of Mongolian", "name: 示例辛", "name: 示例▸\u180e"),
    _read("F05", "three marks on one letter", "name: 示例辛", "name: 示例q\u0300\u0301▸\u0302"),
    _read("F05", "a null behind an escape", "name: 示例辛教育科技有限公司", 'name: ▸"示例\\0"'),
    _read("F05", "an override behind an escape", "name: 示例辛教育科技有限公司", 'name: ▸"示例\\u202e"'),
    # F06 to F15: YAML.
    _read("F06", "a quote that is not closed", "complaint_entry_url: https://www.example.cn/complaint\n",
          'complaint_entry_url: "https://www.example.cn/complaint\n▸'),
    _read("F06", "a bracket that is not closed", "filer: provider\nunit:", "filer: [provider\nunit▸:"),
    _read("F06", "a line too far to the left", "    name: 示例总公司", " name: 示例总公司", at="name: 示例总公司"),
    _read("F06", "text in two quotes", "name: 示例辛教育科技有限公司", 'name: "示例"▸"辛"'),
    _read("F06", "a colon within a value", "name: 示例辛教育科技有限公司", "name: 示例▸: 辛"),
    _read("F06", "a value that starts with @", "name: 示例辛教育科技有限公司", "name: ▸@示例"),
    _read("F06", "a lone surrogate behind an escape", "name: 示例辛教育科技有限公司", 'name: "\\u▸d800"'),
    _read("F07", "a second document", "", "▸---\nfiler: platform\n"),
    _read("F07", "a directive", "# yaml", "▸%YAML 1.2\n---\n# yaml"),
    _read("F08", "an anchor", "filer: provider", "filer: ▸&a provider"),
    _read("F08", "an anchor on a mapping", "  head_office:\n", "  head_office: ▸&a\n"),
    _read("F08", "an anchor on a list", "    subjects:\n", "    subjects: ▸&a\n"),
    _read("F08", "an alias", "filer: provider", "filer: ▸*a"),
    _read("F08", "a tag", "filer: provider", "filer: ▸!!str provider"),
    _read("F08", "a tag of Python", "filer: provider", "filer: ▸!!python/object/apply:os.getcwd []"),
    _read("F08", "a tag on a mapping", "  head_office:\n", "  head_office: ▸!!map\n"),
    _read("F08", "a merge key", "filer: provider", "▸<<: {filer: provider}"),
    _read("F09", "a key twice", "filer: provider\n", "filer: provider\n▸filer: platform\n"),
    _read("F09", "a key twice, deep", "      biometrics: false\n", "      biometrics: false\n      ▸biometrics: false\n"),
    _read("F10", "a key in capitals", "filer: provider", "▸Filer: provider"),
    _read("F10", "a key in Chinese", "filer: provider", "▸备案人: provider"),
    _read("F10", "a key with a hyphen", "filer: provider", "▸filer-kind: provider"),
    _read("F10", "a number as key", "filer: provider", "▸1: provider"),
    _read("F10", "a truth value as key", "filer: provider", "▸on: provider"),
    _read("F10", "an empty key", "filer: provider", '▸"": provider'),
    _read("F10", "a list as key", "filer: provider", "? ▸[filer]\n: provider"),
    _read("F10", "a key of 65 letters", "filer: provider", f"▸{'f' * 65}: provider"),
    _read("F11", "thirteen levels", _DESCRIPTION, f"description: {'[' * 10}▸[{']' * 11}"),
    _read("F11", "too many parts", _DESCRIPTION, f"description: [{'0,' * 19_863}▸0{',0' * 1_000}]"),
    _read("F11", "a text over 8 KB", _DESCRIPTION, f"description: ▸{'a' * 8193}"),
    _read("F12", "a version like a number", 'version: "1.10"', "version: ▸1.10"),
    _read("F12", "a date", 'last_updated: "2026-02-28"', "last_updated: ▸2026-02-28"),
    _read("F12", "no", "ads: false", "ads: ▸no"),
    _read("F12", "a number with a leading zero", "name: 示例辛教育科技有限公司", "name: ▸0123"),
    _read("F12", "an hour", "name: 示例辛教育科技有限公司", "name: ▸1:30"),
    _read("F12", "sixteen digits", "name: 示例辛教育科技有限公司", "name: ▸1234567890123456"),
    _read("F12", "a tilde", "name: 示例辛教育科技有限公司", "name: ▸~"),
    _read("F13", "nothing", WHOLE, "\n", at="\n"),
    _read("F13", "only a comment", WHOLE, "# 备案\n", at="# "),
    _read("F13", "a list", WHOLE, "# 备案\n▸- schema\n"),
    _read("F13", "a full-width colon", WHOLE, "▸schema：provider-filing/v1\n"),
    _read("F14", "a decomposed letter", "name: 示例辛教育科技有限公司", "name: Caf▸e\u0301示例"),
    _read("F14", "a decomposed letter behind an escape", "name: 示例辛教育科技有限公司", 'name: ▸"Cafe\\u0301示例"'),
    _read("F15", "two lines", _DESCRIPTION, "description: ▸|\n      用于\n      练习"),
    _read("F15", "a line break behind an escape", _DESCRIPTION, 'description: ▸"用于\\n练习"'),
    # F16 to F29: the form.
    _form("F16", "a key without a value", _DESCRIPTION, "description:▸", "apps[0].description"),
    _form("F16", "null", _DESCRIPTION, "description: ▸null", "apps[0].description"),
    _form("F16", "a required key without a value", "filer: provider\nunit:", "filer:▸\nunit:", "filer"),
    _form("F20", "no schema", "schema: provider-filing/v1\n", "", at="filer:"),
    _form("F20", "no name of the unit", "  name: 示例辛教育科技有限公司\n", "", "unit", at=f"uscc: {XIN}"),
    _form("F20", "no id of a system", "  - id: main\n    name", "  - ▸name", "systems[0]"),
    _form("F20", "no platform's name", f"        {_PACKAGE}", "", "apps[0].platforms.android", at="signing_cert"),
    _user("F20", "no decision", '    decision:\n      collective: true\n      document_ref: 校务会〔2026〕3号\n      date: "2026-01-20"\n', "",
          "uses[0]", at="id: use-1"),
    _case("F20", "no breaches", "breaches:\n  - category: commercial_ads\n    description: 学习页面植入商业广告\n"
          f"    evidence_sha256: {'ef' * 32}\n", "", at="schema:"),
    _form("F21", "an unknown key", "filer: provider\n", "filer: provider\n▸colour: red\n", "colour"),
    _form("F21", "a misspelt key that is required", "  registration_province:", "  ▸registration_provnce:", "unit.registration_provnce"),
    _form("F21", "an unknown key in a list", "  - id: main\n", "  - id: main\n    ▸owner: 示例\n", "systems[0].owner"),
    _user("F21", "a status of the use's own", "    basis: self_selected\n", "    basis: self_selected\n    ▸reason: 示例\n", "uses[0].reason"),
    _form("F22", "text for true or false", "ads: false", 'ads: ▸"false"', "apps[0].ads"),
    _form("F22", "a number for text", 'app_store_id: "1458305565"', "app_store_id: ▸1458305565", "apps[0].platforms.ios.app_store_id"),
    _form("F22", "a truth value for text", "name: 示例辛教育科技有限公司", "name: ▸true", "unit.name"),
    _form("F22", "a list for text", "name: 示例辛教育科技有限公司", "name: ▸[示例]", "unit.name"),
    _form("F22", "text for a list", "    subjects:\n      - chinese\n      - mathematics\n", "    subjects: ▸chinese\n", "apps[0].subjects"),
    _form("F22", "text for keys and values", "      mini_program:\n        app_id: wxfea0b562b1e333d7\n", "      mini_program: ▸wxfea0b562b1e333d7\n",
          "apps[0].platforms.mini_program"),
    _case("F22", "text for a number", "months: 6", 'months: ▸"6"', "measures.bar.months"),
    _user("F22", "a truth value for a number", "parallel_candidates: 3", "parallel_candidates: ▸true", "uses[0].parallel_candidates"),
    _form("F23", "a value that is not in the list", "unit_type: enterprise", "unit_type: ▸company", "unit.unit_type"),
    _form("F23", "another schema", "schema: provider-filing/v1", "schema: ▸provider-filing/v2", "schema"),
    _form("F23", "an item that is not in the list", "      - junior_secondary", "      - ▸middle", "apps[0].stages[0]"),
    _form("F23", "a truth value for a code", "charging: in_app_purchase", "charging: ▸false", "apps[0].charging"),
    _user("F23", "a basis that is not in the list", "basis: self_selected", "basis: ▸selected", "uses[0].basis"),
    _case("F23", "a category that is not in the list", "category: commercial_ads", "category: ▸ads", "breaches[0].category"),
    _form("F24", "markup in a name", "name: 示例辛教育科技有限公司", "name: ▸示例<b>", "unit.name"),
    _form("F24", "a code with an O", f"  uscc: {XIN}", f"  uscc: ▸{XIN[:-2]}OO", "unit.uscc"),
    _form("F24", "a province in Chinese", "registration_province: beijing", "registration_province: ▸北京", "unit.registration_province"),
    _form("F24", "angle brackets in an address", "registered_address: 示例市示例区示例路1号", "registered_address: ▸示例<路>", "unit.registered_address"),
    _form("F24", "a phone with brackets", '"010-80000000"', '▸"(010)80000000"', "unit.public_hotline"),
    _form("F24", "a mailbox without a host", "service@example.cn", '▸"service@"', "unit.public_email"),
    _form("F24", "a script for an address", "website: https://www.example.cn/", 'website: ▸"javascript:alert(1)"', "unit.website"),
    _form("F24", "an id with a capital", "- id: whole", "- id: ▸Whole", "apps[0].id"),
    _form("F24", "a package of one part", _PACKAGE, "package_name: ▸whole\n", "apps[0].platforms.android.package_name"),
    _form("F24", "a bundle with an underscore", "bundle_id: cn.example.whole-ios", "bundle_id: ▸cn.example.whole_ios", "apps[0].platforms.ios.bundle_id"),
    _form("F24", "a store id of eight digits", '"1458305565"', '▸"14583055"', "apps[0].platforms.ios.app_store_id"),
    _form("F24", "a mini program in capitals", "wxfea0b562b1e333d7", "▸wxFEA0B562B1E333D7", "apps[0].platforms.mini_program.app_id"),
    _form("F24", "a fingerprint that is cut", "cd" * 32, "▸" + "cd" * 31, "apps[0].platforms.android.signing_cert_sha256"),
    _form("F24", "a digest in capitals", "ab" * 32, "▸" + "AB" * 32, "systems[0].evidence_sha256[0]"),
    _form("F24", "a version with a space", '"1.10"', '▸"1.10 beta"', "apps[0].version"),
    _form("F24", "a day in Chinese", '"2026-02-28"', "▸2026年2月28日", "apps[0].last_updated"),
    _form("F24", "a certificate in small letters", '"11010813668-00001"', '▸"abc-00001"', "systems[0].mlps.certificate_no"),
    _user("F24", "a school code of nine digits", '"3133001234"', '▸"313300123"', "institution.school_code"),
    _user("F24", "a division of five digits", 'city: "330100"', 'city: ▸"33010"', "institution.city"),
    _user("F24", "an authority with a slash at its end", "competent_authority: moe", "competent_authority: ▸moe/", "institution.competent_authority"),
    _user("F24", "a number of six digits", f"number: {number('11', 1)}", "number: ▸教APP备110001号", "uses[0].number"),
    _user("F24", "a document with a line of signs", "document_ref: 校务会〔2026〕3号", 'document_ref: ▸"校务会=3"', "uses[0].decision.document_ref"),
    _form("F25", "a name of one character", "name: 示例辛教育科技有限公司", "name: ▸示", "unit.name"),
    _form("F25", "a name of 201 characters", "name: 示例辛教育科技有限公司", f"name: ▸{'示' * 201}", "unit.name"),
    _form("F25", "a text of 1,001 characters", _DESCRIPTION, f"description: ▸{'示' * 1001}", "apps[0].description"),
    _form("F25", "a package of 151 characters", _PACKAGE, f"package_name: ▸cn.{'a' * 148}\n", "apps[0].platforms.android.package_name"),
    _form("F25", "an address of 501 characters", "website: https://www.example.cn/", f"website: ▸https://www.example.cn/{'a' * 478}", "unit.website"),
    _form("F26", "an empty list", "    audience:\n      - students\n      - parents\n", "    audience: ▸[]\n", "apps[0].audience"),
    _form("F26", "too long a list", "      - parents\n", "      - parents\n      - staff\n      - staff\n", "apps[0].audience", at="- students"),
    _form("F26", "no apps", "apps:\n" + provider_text().partition("apps:\n")[2], "apps: ▸[]\n", "apps"),
    _case("F28", "no months", "months: 6", "months: ▸0", "measures.bar.months"),
    _case("F28", "61 months", "months: 6", "months: ▸61", "measures.bar.months"),
    _user("F28", "a hundred candidates", "parallel_candidates: 3", "parallel_candidates: ▸100", "uses[0].parallel_candidates"),
    _user("F28", "less than none", "parallel_candidates: 3", "parallel_candidates: ▸-1", "uses[0].parallel_candidates"),
    _form("F29", "29 February of an ordinary year", '"2026-02-28"', '▸"2026-02-29"', "apps[0].last_updated"),
    _case("F29", "31 June", 'due: "2026-05-05"', 'due: ▸"2026-06-31"', "rectification.due"),
    # Articles 8 to 12.
    _rule("A08-1", "a number that nobody has", Paths.university, number("11", 1), "▸" + number("11", 9), "uses[0].number"),
    _rule("A08-1", "a number of an authority without any", Paths.university, number("11", 1), "▸" + number("66", 1), "uses[0].number"),
    _rule("A09-1", "a system without ICP filing", Paths.xin,
          '    icp:\n      number: 京ICP备20260001号-1A\n      subject_name: 示例备案主体有限公司\n      evidence_date: "2026-01-05"\n', "",
          "systems[0]", at="id: main"),
    _rule("A09-1", "one's own system without ICP filing", Paths.school,
          '        icp:\n          number: 京ICP备20260001号-1A\n          subject_name: 示例备案主体有限公司\n          evidence_date: "2026-01-05"\n', "",
          "uses[2].self_developed.system", at="id: own-main"),
    _form("A09-2", "an ICP number of seven digits", "京ICP备20260001号-1A", "▸京ICP备2026001号-1A", "systems[0].icp.number"),
    _form("A09-2", "an ICP number of 川", "京ICP备20260001号-1A", "▸川ICP备20260001号", "systems[0].icp.number"),
    _rule("A09-3", "a system without MLPS filing", Paths.xin,
          "    mlps:\n" + provider_text().partition("    mlps:\n")[2].partition("    hosting")[0], "", "systems[0]", at="id: main"),
    _rule("A09-3", "one's own system without MLPS filing", Paths.school,
          "        mlps:\n" + user_text(uses=[use_text(own=True)]).partition("        mlps:\n")[2].partition("        hosting")[0], "",
          "uses[2].self_developed.system", at="id: own-main"),
    _rule("A09-4", "an unusual certificate", Paths.xin, '"11010813668-00001"', "▸1101081366800001A", "systems[0].mlps.certificate_no"),
    _rule("A09-4", "an unusual certificate of one's own system", Paths.school, '"11010813668-00001"', "▸BJ-2026-00001",
          "uses[2].self_developed.system.mlps.certificate_no"),
    _rule("A10-1", "another province of registration", Paths.xin, "registration_province: beijing", "registration_province: ▸zhejiang",
          "unit.registration_province"),
    Fault("A10-1", Edit("the folder of another province", Paths.xin, become=_to(_OTHER["provider"]), choose=(_OTHER["provider"],)),
          "unit.registration_province", at="beijing\n", on=_OTHER["provider"]),
    _rule("A10-2", "an enterprise in the Ministry's folder", Paths.wu, "unit_type: education_authority", "unit_type: ▸enterprise", "unit.unit_type"),
    _rule("A10-3", "a province that does not exist", Paths.xin, "registration_province: beijing", "registration_province: ▸shanghia",
          "unit.registration_province"),
    _rule("A10-3", "the Ministry for a province", Paths.xin, "registration_province: beijing", "registration_province: ▸moe",
          "unit.registration_province"),
    _rule("A10-3", "the Ministry for a province, in its folder", Paths.wu, "registration_province: zhejiang", "registration_province: ▸moe",
          "unit.registration_province"),
    _rule("A11-1", "a second filing of a provider", provider_path("zhejiang", JIA), WHOLE,
          provider_text(code=JIA, province="zhejiang", apps=[app_text("again", "示例再次", "cn.example.again")]).replace(f"uscc: {JIA}", f"uscc: ▸{JIA}"),
          "unit.uscc", choose=(provider_path("zhejiang", JIA),)),
    _rule("A11-1", "a second filing of an institution", _OTHER["user"], WHOLE,
          user_text(authority="beijing/110108").replace(f"uscc: {SCHOOL}", f"uscc: ▸{SCHOOL}"), "institution.uscc", choose=(_OTHER["user"],)),
    _rule("A12-1", "a system that is not there", Paths.xin, "system_id: main", "system_id: ▸mian", "apps[0].system_id"),
    _rule("A12-1", "another system than one's own", Paths.school, "system_id: own-main", "system_id: ▸main", "uses[2].self_developed.app.system_id"),
    _rule("A12-2", "two systems of one id", Paths.yi, "- id: spare", "- id: ▸front", "systems[2].id"),
    _rule("A12-2", "two apps of one id", Paths.jia, "  - id: fresh", "  - id: ▸filed", "apps[4].id"),
    _rule("A12-2", "two uses of one id", Paths.school, "- id: use-4", "- id: ▸use-1", "uses[3].id"),
    _rule("A12-3", "an app without a platform", Paths.bing, "platforms:\n      ios:\n        bundle_id: cn.example.bing\n", "platforms: ▸{}\n",
          "apps[0].platforms"),
    _rule("A12-3", "one's own app without a platform", Paths.school,
          "platforms:\n          android:\n            package_name: cn.example.own\n", "platforms: ▸{}\n", "uses[2].self_developed.app.platforms"),
    # Article 14: what only the authority gives.
    *(
        _form("A14-1", f"{key} of an app", _APP, f"{_APP}    ▸{key}: 教APP备1100009号\n", f"apps[0].{key}")
        for key in ("number", "filing_number", "status", "filed_on", "filed_at", "approved", "approved_by")
    ),
    _form("A14-1", "a status of the unit", "  unit_type: enterprise", "  ▸status: filed\n  unit_type: enterprise", "unit.status"),
    _form("A14-1", "a status of the whole", "filer: provider", "filer: provider\n▸status: filed", "status"),
    _user("A14-1", "a status of a use", "    basis: self_selected", "    ▸status: confirmed\n    basis: self_selected", "uses[0].status"),
    # Articles 18 to 24.
    *(
        _rule("A18-1", f"an app that is {status}", Paths.university, number("11", 1), "▸" + number("11", serial), "uses[0].number")
        for serial, status in ((2, "suspended"), (3, "revoked"), (4, "withdrawn"))
    ),
    _rule("A18-1", "a suspended app in place of a confirmed one", Paths.school, number("11", 1), "▸" + number("11", 2), "uses[0].number"),
    _rule("A18-1", "a suspended app under another id than the confirmed one", Paths.school, "- id: use-2\n    number: ", "- id: use-9\n    number: ▸",
          "uses[1].number"),
    _rule("A19-1", "another competent authority", Paths.school, "competent_authority: zhejiang/330100/330106",
          "competent_authority: ▸zhejiang/330100", "institution.competent_authority"),
    Fault("A19-1", Edit("the folder of another authority", Paths.middle, become=_to(user_path("beijing", MIDDLE))),
          "institution.competent_authority", at="beijing/110108", on=user_path("beijing", MIDDLE)),
    _rule("A19-2", "a county that does not exist", Paths.school, "competent_authority: zhejiang/330100/330106",
          "competent_authority: ▸zhejiang/330100/330199", "institution.competent_authority"),
    _rule("A19-2", "a province that does not exist", Paths.school, "competent_authority: zhejiang/330100/330106",
          "competent_authority: ▸zejiang/330100/330106", "institution.competent_authority"),
    _rule("A21-1", "neither a number nor one's own app", Paths.university, f"    number: {number('11', 1)}\n", "", "uses[0]", at="id: use-1"),
    _rule("A21-1", "both a number and one's own app", Paths.school, "  - id: own\n", f"  - ▸id: own\n    number: {number('11', 1)}\n", "uses[2]"),
    _rule("A24-1", "a new app of a barred unit", Paths.ding, "", app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi").replace("- id", "- ▸id"), "apps[2]"),
    Fault("A24-1", Edit("the last day of the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-05-24"',
          become=_ding_goes_on), "apps[2]", at="id: lianxi", on=Paths.ding),
    Fault("A24-1", Edit("the first day of the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-11-24"',
          become=_ding_goes_on), "apps[2]", at="id: lianxi", on=Paths.ding),
    Fault("A24-1", Edit("the day before the case is lifted", Paths.case, "", 'lifted:\n  date: "2026-11-25"\n  reason: 整改完成\n',
          become=_ding_goes_on), "apps[2]", at="id: lianxi", on=Paths.ding),
    # R: across the registry.
    Fault("R01", Edit("the folder of other last characters", Paths.xin, become=_to(_OTHER["bucket"])), on=_OTHER["bucket"]),
    Fault("R01", Edit("the ending .yml", Paths.xin, become=_to(_OTHER["yml"])), on=_OTHER["yml"]),
    Fault("R01", Edit("no folder of an authority", Paths.xin, become=_to(_OTHER["folder"])), on=_OTHER["folder"]),
    Fault("R01", Edit("a user filing three levels deep", Paths.middle, become=_to(user_path("beijing/110108/110108/110108", MIDDLE))),
          on=user_path("beijing/110108/110108/110108", MIDDLE)),
    Fault("R01", Edit("a case without its day", Paths.case, become=_to(_OTHER["case without a day"])), on=_OTHER["case without a day"]),
    Fault("R01", Edit("a picture", "filings/providers/beijing/picture.png", WHOLE, "示例")),
    _rule("R02", "a provider's code in a file of another name", Paths.xin, f"  uscc: {XIN}", f"  uscc: ▸{GENG}", "unit.uscc"),
    _rule("R02", "an institution's code in a file of another name", Paths.university, f"  uscc: {UNIVERSITY}", f"  uscc: ▸{WU}", "institution.uscc"),
    _rule("R02", "another unit's code in a case", Paths.case, f"  uscc: {DING}", f"  uscc: ▸{BING}", "unit.uscc"),
    _rule("R03", "a package name that is filed", Paths.xin, _PACKAGE, "package_name: ▸cn.example.jia.filed\n",
          "apps[0].platforms.android.package_name", choose=(Paths.xin,)),
    _rule("R03", "a package name of a suspended app", Paths.xin, _PACKAGE, "package_name: ▸cn.example.jia.suspended\n",
          "apps[0].platforms.android.package_name", choose=(Paths.xin,)),
    _rule("R03", "a package name of an app without a number", Paths.xin, _PACKAGE, "package_name: ▸cn.example.jia.fresh\n",
          "apps[0].platforms.android.package_name", choose=(Paths.xin,)),
    _rule("R03", "a bundle id that differs in its case", Paths.xin, "bundle_id: cn.example.whole-ios", "bundle_id: ▸CN.example.jia.FILED",
          "apps[0].platforms.ios.bundle_id", choose=(Paths.xin,)),
    _rule("R03", "a mini program that is filed", Paths.xin, "wxfea0b562b1e333d7", "▸wx00000000000000a1",
          "apps[0].platforms.mini_program.app_id", choose=(Paths.xin,)),
    _rule("R03", "a package name twice in a file", Paths.jia, "cn.example.jia.fresh", "▸cn.example.jia.suspended",
          "apps[4].platforms.android.package_name"),
    _rule("R03", "a package name that a revoked app lost and another took", Paths.xin, _PACKAGE, "package_name: ▸cn.example.jia.revoked\n",
          "apps[0].platforms.android.package_name", choose=(Paths.xin,)),
    _rule("R04", "a numbered app taken out", Paths.bing, app_text("song", "示例丙音乐", None, "cn.example.bing"),
          app_text("other", "示例丙乐器", None, "cn.example.bing.other"), "apps", at="- id: other"),
    _rule("R04", "another id for a withdrawn app", Paths.jia, "- id: withdrawn", "- id: ended", "apps", at="- id: filed"),
    _rule("R06", "a mistyped code of a provider", Paths.xin, f"  uscc: {XIN}", f"  uscc: ▸{XIN[:9]}8{XIN[10:]}", "unit.uscc"),
    _rule("R06", "a mistyped code of an institution", Paths.university, f"  uscc: {UNIVERSITY}", f"  uscc: ▸{UNIVERSITY[:9]}8{UNIVERSITY[10:]}",
          "institution.uscc"),
    _rule("R06", "a mistyped code in a case", Paths.case, f"  uscc: {DING}", f"  uscc: ▸{DING[:9]}8{DING[10:]}", "unit.uscc"),
    Fault("R07", Edit("a province that does not exist", Paths.xin, become=_to(_OTHER["nowhere"])), at="schema:", on=_OTHER["nowhere"]),
    Fault("R07", Edit("a county right below its province", Paths.middle, become=_to(_OTHER["county"])), at="schema:", on=_OTHER["county"]),
    Fault("R07", Edit("a county that does not exist", Paths.middle, become=_to(_OTHER["no county"])), at="schema:", on=_OTHER["no county"]),
    Fault("R07", Edit("a county below a county", Paths.middle, become=_to(_OTHER["too deep"])), at="schema:", on=_OTHER["too deep"]),
    Fault("R07", Edit("an institution under no authority", Paths.university, become=_to(_OTHER["no province"])), at="schema:", on=_OTHER["no province"]),
    Fault("R07", Edit("a case of no authority", Paths.case, become=_to(_OTHER["case"])), at="schema:", on=_OTHER["case"]),
    # T: what could not be read.
    Fault("T01", Edit("an unreadable case", Paths.case, WHOLE, _BROKEN, choose=(Paths.xin,))),
    Fault("T01", Edit("a case of another form", Paths.case, "state: blacklisted", "state: listed", choose=(Paths.xin,))),
    Fault("T02", Edit("an unreadable decision", "ledger/zhejiang/2026/00000002.jsonl", WHOLE, "{\n", choose=(Paths.xin,))),
    Fault("T03", Edit("an unreadable authority", "authorities/xpcc.yaml", WHOLE, _BROKEN)),
    Fault("T03", Edit("an authority under another name", "authorities/xpcc.yaml", "slug: xpcc", "slug: bingtuan")),
    Fault("T04", Edit("another filing that is unreadable", Paths.yi, WHOLE, _BROKEN, choose=(Paths.xin,))),
    Fault("T04", Edit("another filing of another form", Paths.yi, "filer: provider", "filer: somebody", choose=(Paths.xin,))),
)  # fmt: skip


NEIGHBOURS: tuple[Edit, ...] = (
    Edit("F01 a README beside the filings", "filings/providers/README.md", WHOLE, "# 说明\n"),
    Edit("F02 exactly 64 KB", Paths.xin, "", "#" * (LIMIT - len(provider_text().encode()) - 1) + "\n"),
    Edit("F03 other scripts in UTF-8", Paths.xin, "name: 示例辛教育科技有限公司", "name: བོད་ཡིག་示例"),
    Edit("F05 line ends of Windows", Paths.xin, WHOLE, provider_text().replace("\n", "\r\n")),
    Edit("F05 U+180E between Mongolian letters", Paths.xin, "name: 示例辛教育科技有限公司", "name: ᠮᠣᠩᠭᠣ\u180eᠯ"),
    Edit("F05 two marks on one letter", Paths.xin, "name: 示例辛教育科技有限公司", "name: q\u0300\u0301示例"),
    Edit("F06 a colon without a space", Paths.xin, "name: 示例辛教育科技有限公司", "name: 示例:辛"),
    Edit("F07 one document with its marks", Paths.xin, WHOLE, f"---\n{provider_text()}...\n"),
    Edit("F08 signs of YAML in quotes", Paths.xin, _DESCRIPTION, 'description: "*重点* &注 !注意"'),
    Edit("F12 a date in quotes that is text", Paths.xin, _DESCRIPTION, 'description: "2026-02-28"'),
    Edit("F12 a version of three parts", Paths.xin, 'version: "1.10"', "version: 1.10.2"),
    Edit("F14 composed letters", Paths.xin, "name: 示例辛教育科技有限公司", "name: Café示例"),
    Edit("F15 a value that goes on in the next line", Paths.xin, _DESCRIPTION, "description: 用于\n      练习"),
    Edit("F20 nothing that is optional", Paths.xin, WHOLE, provider_text(apps=[app_text()])),
    Edit("F25 a name of two characters", Paths.xin, "name: 示例辛教育科技有限公司", "name: 示例"),
    Edit("F25 a name of 200 characters", Paths.xin, "name: 示例辛教育科技有限公司", f"name: {'示' * 200}"),
    Edit("F25 a text of 1,000 characters", Paths.xin, _DESCRIPTION, f"description: {'示' * 1000}"),
    Edit("F26 as many items as may be", Paths.xin, "      - parents\n", "      - parents\n      - staff\n"),
    Edit("F28 one month", Paths.case, "months: 6", "months: 1"),
    Edit("F28 60 months", Paths.case, "months: 6", "months: 60"),
    Edit("F28 no candidates", Paths.university, "parallel_candidates: 3", "parallel_candidates: 0"),
    Edit("F28 99 candidates", Paths.university, "parallel_candidates: 3", "parallel_candidates: 99"),
    Edit("F29 29 February of a leap year", Paths.xin, '"2026-02-28"', '"2024-02-29"'),
    Edit("A08-1 another number that exists", Paths.university, number("11", 1), number("51", 3)),
    Edit("A10-1 another province and its folder", Paths.xin, "registration_province: beijing", "registration_province: zhejiang",
         become=_to(_OTHER["provider"])),
    Edit("A10-2 an authority that files with its own province", Paths.wu, "filer: provider", "filer: provider",
         become=_to(provider_path("zhejiang", WU))),
    Edit("A10-3 the XPCC and its folder", Paths.xin, "registration_province: beijing", "registration_province: xpcc",
         become=_to(provider_path("xpcc", XIN))),
    Edit("A11-1 a school that also provides an app", provider_path("zhejiang", SCHOOL), WHOLE,
         provider_text(code=SCHOOL, province="zhejiang", unit_type="school", apps=[app_text("school", "示例校园")])),
    Edit("A12-2 a system and an app of one id", Paths.xin, "- id: whole", "- id: main"),
    Edit("A12-3 an app that is a mini program only", Paths.bing, "      ios:\n        bundle_id: cn.example.bing\n",
         "      mini_program:\n        app_id: wx00000000000000b1\n"),
    Edit("A18-1 another app that is live", Paths.school, f"    number: {number('33', 1)}", f"    number: {number('51', 1)}"),
    Edit("A18-1 a confirmed use that changes otherwise", Paths.school, "- id: use-2\n", "- id: use-2\n    # 应用已暂时下线\n"),
    Edit("A19-1 a school right under its city", Paths.middle, "competent_authority: beijing/110108", "competent_authority: zhejiang/330100",
         become=_to(user_path("zhejiang/330100", MIDDLE))),
    Edit("A19-1 a school right under its province", Paths.middle, "competent_authority: beijing/110108", "competent_authority: zhejiang",
         become=_to(user_path("zhejiang", MIDDLE))),
    Edit("A19-2 a city of the XPCC", Paths.middle, "competent_authority: beijing/110108", "competent_authority: xpcc/659001",
         become=_to(user_path("xpcc/659001", MIDDLE))),
    Edit("A21-1 one's own app of a university", Paths.university, f"    number: {number('11', 1)}\n",
         use_text(own=True).partition("  - id: use-1\n")[2].partition("    basis")[0]),
    Edit("A24-1 a numbered app of a barred unit changes", Paths.ding, "- id: daka\n    name: 示例丁打卡", "- id: daka\n    name: 示例丁签到"),
    Edit("A24-1 the day after the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-05-23"', become=_ding_goes_on),
    Edit("A24-1 the day before the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-11-25"', become=_ding_goes_on),
    Edit("A24-1 the day on which the case is lifted", Paths.case, "", 'lifted:\n  date: "2026-11-24"\n  reason: 整改完成\n', become=_ding_goes_on),
    Edit("A24-1 a case without a bar", Paths.case, '  bar:\n    start: "2026-06-01"\n    months: 6\n', "", become=_ding_goes_on),
    Edit("A24-1 a case without measures", Paths.case, case_text()[case_text().index("measures:") :], "", become=_ding_goes_on),
    Edit("A24-1 a new app of another unit", Paths.bing, "", app_text("new", "示例丙新课", "cn.example.bing.new")),
    Edit("R03 a package name of a withdrawn app", Paths.xin, _PACKAGE, "package_name: cn.example.jia.withdrawn\n"),
    Edit("R03 a package name that differs in its case", Paths.xin, _PACKAGE, "package_name: cn.example.Jia.filed\n"),
    Edit("R03 a bundle id that is a package name elsewhere", Paths.xin, "bundle_id: cn.example.whole-ios", "bundle_id: cn.example.yi.math"),
    Edit("R03 one identifier on both platforms of an app", Paths.xin, "bundle_id: cn.example.whole-ios", "bundle_id: cn.example.whole"),
    Edit("R04 an app without a number taken out", Paths.jia, app_text("fresh", "示例甲新课", "cn.example.jia.fresh"),
         app_text("other", "示例甲另课", "cn.example.jia.other")),
    Edit("R04 one more app", Paths.bing, "", app_text("new", "示例丙新课", "cn.example.bing.new")),
    Edit("T01 a README beside the cases", "blacklist/README.md", WHOLE, "# 说明\n"),
)  # fmt: skip
