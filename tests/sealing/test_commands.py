"""`registry seal`, `unseal` and `keygen` as a person runs them: what is written, for whom, and one clear sentence for everything else."""

import re
import stat
import subprocess
from pathlib import Path

import pytest

from registry.adapters import age, sealed_archive
from registry.cli import main
from registry.commands import seal as command
from registry.core.sealed import SealedKind, manifest
from tests.commands import EXAMPLE, REPOSITORY

UNIT = "91110108MA900001XW"
POST_QUANTUM = "age1pq1" + "q" * 1952


class Desk:
    """A folder of a filer and of an authority, and the command that they run."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._capture = capture

    def write(self, name: str, content: bytes | str) -> str:
        """A file; its path."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def path(self, name: str) -> str:
        """A path in the folder."""
        return str(self.folder / name)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code, and all that was said."""
        code = main([arguments[0], "--root", str(REPOSITORY), *arguments[1:]])
        said = self._capture.readouterr()
        return code, (said.out + said.err).decode()

    def key(self, name: str) -> str:
        """A new key; the public one."""
        assert self.run("keygen", "--out", self.path(name))[0] == 0
        return re.findall("age1[a-z0-9]+", (self.folder / name).read_text())[0]

    def sealed(self, *arguments: str, key: str = "", out: str = "m.age") -> tuple[int, str]:
        """What `seal` says for Beijing, without a filing."""
        keys = ["--key", key] if key else []
        return self.run("seal", *arguments, "--to", "beijing", "--unit", UNIT, "--out", self.path(out), *keys)

    def names(self) -> set[str]:
        """What lies in the folder."""
        return {path.name for path in self.folder.iterdir()}


@pytest.fixture
def desk(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Desk:
    """An empty one."""
    return Desk(tmp_path, capsysbinary)


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_there_and_back(desk: Desk) -> None:
    key = desk.key("key.txt")
    picture, contact = desk.write("截图.png", b"\x89PNG\0\xff"), desk.write("联系人.txt", "联系人：示例\n")
    code, said = desk.sealed(picture, "--contact", contact, key=key)
    assert code == 0
    digest = age_digest(b"\x89PNG\0\xff")
    assert f"      - {digest}" in said
    assert age_digest("联系人：示例\n".encode()) not in said, "a short text can be guessed from its digest"
    assert "evidence@beijing.example.cn" in said
    assert mode(desk.folder / "m.age") == 0o600
    code, said = desk.run(
        "unseal", desk.path("m.age"), "--identity", desk.path("key.txt"), "--out", desk.path("opened")
    )
    assert code == 0
    assert UNIT in said
    opened = desk.folder / "opened"
    assert {path.name: path.read_bytes() for path in opened.iterdir()} == {
        "01-截图.png": b"\x89PNG\0\xff",
        "02-contact.txt": "联系人：示例\n".encode(),
    }
    assert mode(opened) == 0o700
    assert {mode(path) for path in opened.iterdir()} == {0o600}


def age_digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sealed_archive.entry("x", SealedKind.evidence, content).sha256


def test_it_is_sealed_for_every_key_that_the_authority_publishes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(age, "encrypt", lambda _, keys: asked.append(tuple(keys)) or b"x")
    picture = desk.write("a.png", "x")
    code, said = desk.run("seal", picture, "--to", "zhejiang", "--unit", UNIT, "--out", desk.path("m.age"))
    assert code == 0, said
    text = (REPOSITORY / "authorities/zhejiang.yaml").read_text(encoding="utf-8")
    assert asked == [tuple(re.findall("age1[a-z0-9]+", text))]
    assert len(asked[0]) == 2


def test_old_and_new_key_both_open(desk: Desk) -> None:
    old, new = desk.key("old.txt"), desk.key("new.txt")
    assert desk.sealed(desk.write("a.png", "x"), "--key", old, key=new)[0] == 0
    for number, identity in enumerate(("old.txt", "new.txt")):
        out = desk.path(f"out{number}")
        assert desk.run("unseal", desk.path("m.age"), "--identity", desk.path(identity), "--out", out)[0] == 0


def filing_with(desk: Desk, *digests: str) -> str:
    """The example filing with digests of evidence."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("version: 1.10", 'version: "1.10"')
    listed = "".join(f"      - {digest}\n" for digest in digests)
    block = f"    hosting: cloud\n    evidence_sha256:\n{listed}" if digests else "    hosting: cloud\n"
    return desk.write("filing.yaml", text.replace("    hosting: cloud\n", block))


def test_a_filing_says_for_whom_and_must_state_the_digests(desk: Desk) -> None:
    key = desk.key("key.txt")
    picture = desk.write("a.png", "x")
    known, other = age_digest(b"x"), "e" * 64
    arguments = (
        "seal",
        picture,
        "--filing",
        desk.path("filing.yaml"),
        "--out",
        desk.path("m.age"),
        "--key",
        key,
    )
    filing_with(desk)
    code, said = desk.run(*arguments, "--lang", "en")
    assert code == 1
    assert f"    evidence_sha256:\n      - {known}" in said
    assert "Nothing was sealed" in said
    assert "m.age" not in desk.names()
    filing_with(desk, other, known)
    code, said = desk.run(*arguments, "--lang", "en", "--app", "kousuan")
    assert code == 0
    assert "Beijing" in said
    assert "apps kousuan" in said
    assert f"not here:\n  {other}" in said
    unseal = (
        "unseal",
        desk.path("m.age"),
        "--identity",
        desk.path("key.txt"),
        "--filing",
        desk.path("filing.yaml"),
    )
    assert desk.run(*unseal, "--out", desk.path("one"))[0] == 0
    filing_with(desk, other)
    code, said = desk.run(*unseal, "--out", desk.path("two"), "--lang", "en")
    assert code == 1, "the authority sees evidence that the filing does not state"
    assert known in said


def test_a_school_s_filing_goes_to_its_own_authority(desk: Desk) -> None:
    filing = next(
        path
        for path in sorted((REPOSITORY / "filings/users/zhejiang").rglob("*.yaml"))
        if "evidence_sha256" in path.read_text(encoding="utf-8")
    )
    arguments = (
        "--contact",
        desk.write("c.txt", "联系人"),
        "--filing",
        str(filing),
        "--out",
        desk.path("m.age"),
    )
    code, said = desk.run("seal", *arguments)
    assert code == 0
    assert "zhejiang.example.cn" in said
    assert "没有的摘要" in said


def test_a_provincial_authority_s_own_filing_goes_to_the_ministry(desk: Desk) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("version: 1.10", 'version: "1.10"')
    filing = desk.write("f.yaml", text.replace("unit_type: enterprise", "unit_type: education_authority"))
    contact, key = desk.write("c.txt", "x"), desk.key("key.txt")
    arguments = ("seal", "--contact", contact, "--filing", filing, "--out", desk.path("m.age"))
    assert "教育部 没有公布公钥" in desk.run(*arguments)[1]
    code, said = desk.run(*arguments, "--key", key)
    assert code == 0
    assert "加密给 教育部" in said or "教育部，单位" in said


# Each mistake: arguments of `seal` beside those that are right, and what is said in both languages.
SEALING: dict[str, tuple[list[str], str, str]] = {
    "no file": ([], "没有要加密的文件", "nothing to seal"),
    "a file that is not there": (["gone.png"], "不存在", "does not exist"),
    "a folder": (["."], "不是普通文件", "no ordinary file"),
    "an empty file": (["empty"], "空文件", "is empty"),
    "a hundred files": (["a.png"] * 101, "超过 100 个", "More than 100 files"),
    "a contact that is no text": (["--contact", "binary"], "不是 UTF-8", "is not UTF-8"),
    "a contact that is long": (["--contact", "long"], "10,000", "10,000"),
    "an authority that is none": (["a.png", "--to", "nowhere"], "没有主管部门", "no authority"),
    "an authority without a key": (["a.png", "--to", "sichuan"], "没有公布公钥", "published no key"),
    "a unit that is none": (
        ["a.png", "--unit", "123"],
        "不是统一社会信用代码",
        "no unified social credit code",
    ),
    "a post-quantum key": (["a.png", "--key", POST_QUANTUM], "抗量子", "post-quantum"),
    "another kind of key": (["a.png", "--key", "ssh-ed25519 AAAA"], "X25519", "X25519"),
    "a miscopied key": (["a.png", "--key", "age1" + "q" * 58], "抄写错误", "miscopied"),
    "a name that git would take": (["a.png", "--out", "m.zip"], "以 .age 结尾", "must end in .age"),
    "a file that is there": (["a.png", "--out", "there.age"], "已存在", "exists"),
    "a folder that is not there": (["a.png", "--out", "no/m.age"], "无法写入", "cannot be written"),
    "a filing that is none": (
        ["a.png", "--filing", "a.png"],
        "不是可读的备案文件",
        "no filing that can be read",
    ),
    "a filing that is not there": (["a.png", "--filing", "gone.yaml"], "无法读取", "cannot be read"),
    "an app that is none": (["a.png", "--filing", "filing.yaml", "--app", "other"], "没有应用", "has no app"),
}


@pytest.mark.parametrize("what", SEALING)
def test_what_cannot_be_sealed_is_one_sentence_and_nothing_is_written(
    desk: Desk, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in (
        ("a.png", b"x"),
        ("empty", b""),
        ("binary", b"\xff\xfe"),
        ("long", b"x" * 10_001),
        ("there.age", b"mine"),
    ):
        desk.write(name, content)
    filing_with(desk)
    monkeypatch.chdir(desk.folder)
    before = desk.names()
    arguments, zh, en = SEALING[what]
    code, said = desk.run("seal", "--to", "beijing", "--unit", UNIT, "--out", "m.age", *arguments)
    assert code == 2, said
    assert said.count("\n") == 1
    assert zh in said
    assert en in said
    assert desk.names() == before
    assert (desk.folder / "there.age").read_bytes() == b"mine"


def test_neither_authority_nor_unit_is_guessed(desk: Desk) -> None:
    picture = desk.write("a.png", "x")
    assert "--to" in desk.run("seal", picture, "--unit", UNIT, "--out", desk.path("m.age"))[1]
    assert "--unit" in desk.run("seal", picture, "--to", "beijing", "--out", desk.path("m.age"))[1]
    assert "m.age" not in desk.names()


def test_files_too_large_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MOST_BYTES", 10)
    paths = [desk.write("a", "12345"), desk.write("b", "67890")]
    assert desk.sealed(*paths)[0] == 0
    code, said = desk.sealed(*paths, desk.write("c", "!"), out="n.age")
    assert code == 2
    assert "100 MB" in said
    assert "n.age" not in desk.names()


def test_what_cannot_be_opened_is_one_sentence_and_nothing_is_written(desk: Desk) -> None:
    key = desk.key("key.txt")
    desk.key("other.txt")
    desk.write("old.txt", "mine")
    assert desk.sealed(desk.write("a.png", "x" * 1000), key=key)[0] == 0
    whole = (desk.folder / "m.age").read_bytes()
    desk.write("cut.age", whole[:-5])
    desk.write("header.age", whole[:40])
    desk.write("bent.age", whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
    desk.write("empty.age", b"")
    desk.write("foreign.age", age.encrypt(b"PK no archive", [key]))
    secret = (desk.folder / "key.txt").read_text()
    desk.write("miscopied.txt", secret.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1Q"))
    desk.write("pq.txt", "AGE-SECRET-KEY-PQ-1ABC\n")
    (desk.folder / "there").mkdir()
    before = desk.names()
    for file, identity, out, zh, en in (
        ("m.age", "other.txt", "o", "这把私钥打不开", "does not open"),
        ("cut.age", "key.txt", "o", "已损坏或不完整", "damaged or incomplete"),
        ("header.age", "key.txt", "o", "已损坏或不完整", "damaged or incomplete"),
        ("bent.age", "key.txt", "o", "已损坏或不完整", "damaged or incomplete"),
        ("empty.age", "key.txt", "o", "不是 age 加密文件", "no age file"),
        ("a.png", "key.txt", "o", "不是 age 加密文件", "no age file"),
        ("foreign.age", "key.txt", "o", "不是本登记簿的加密材料", "no sealed file of this registry"),
        ("gone.age", "key.txt", "o", "无法读取", "cannot be read"),
        ("m.age", "gone.txt", "o", "无法读取", "cannot be read"),
        ("m.age", "a.png", "o", "没有私钥", "no private key"),
        ("m.age", "miscopied.txt", "o", "抄写错误", "miscopied"),
        ("m.age", "pq.txt", "o", "抗量子", "post-quantum"),
        ("m.age", "key.txt", "there", "已存在", "exists"),
        ("m.age", "key.txt", "no/o", "无法写入", "cannot be written"),
    ):
        code, said = desk.run(
            "unseal", desk.path(file), "--identity", desk.path(identity), "--out", desk.path(out)
        )
        assert code == 2, said
        assert said.count("\n") == 1, file
        assert zh in said
        assert en in said
    assert desk.names() == before


def test_a_hostile_archive_is_opened_and_refused(desk: Desk) -> None:
    key = desk.key("key.txt")
    hostile = sealed_archive.entry("../../x.png", SealedKind.evidence, b"x")
    packed = sealed_archive.pack(manifest("beijing", "provider", UNIT, [], [hostile]), [b"x"])
    desk.write("h.age", age.encrypt(packed, [key]))
    code, said = desk.run(
        "unseal", desk.path("h.age"), "--identity", desk.path("key.txt"), "--out", desk.path("o")
    )
    assert code == 2
    assert "nothing was written" in said
    assert not (desk.folder.parent / "x.png").exists()


def test_armour_is_opened_too(desk: Desk) -> None:
    import pyrage

    key = desk.key("key.txt")
    assert desk.sealed(desk.write("a.png", "x"), key=key)[0] == 0
    secret = age.private_keys((desk.folder / "key.txt").read_text(), "")
    packed = age.decrypt((desk.folder / "m.age").read_bytes(), secret, "")
    desk.write("armoured.age", pyrage.encrypt(packed, [age.public_key(key)], armored=True))
    out = desk.path("o")
    assert (
        desk.run("unseal", desk.path("armoured.age"), "--identity", desk.path("key.txt"), "--out", out)[0]
        == 0
    )


def test_neither_key_nor_opened_files_come_to_lie_in_a_repository(desk: Desk) -> None:
    key = desk.key("key.txt")
    assert desk.sealed(desk.write("a.png", "x"), key=key)[0] == 0
    inside = desk.folder / "registry"
    inside.mkdir()
    subprocess.run(["git", "init", "-q", str(inside)], check=True)
    (inside / "deep").mkdir()
    for arguments in (
        ("keygen", "--out", str(inside / "key.txt")),
        ("keygen", "--out", str(inside / "deep" / "key.txt")),
        (
            "unseal",
            desk.path("m.age"),
            "--identity",
            desk.path("key.txt"),
            "--out",
            str(inside / "deep" / "o"),
        ),
    ):
        code, said = desk.run(*arguments)
        assert code == 2
        assert "git" in said
    assert {path.name for path in inside.rglob("*") if ".git" not in path.parts} == {"deep"}


def test_a_key_is_for_its_owner_and_never_written_over(desk: Desk) -> None:
    desk.key("key.txt")
    before = (desk.folder / "key.txt").read_text()
    assert mode(desk.folder / "key.txt") == 0o600
    code, said = desk.run("keygen", "--out", desk.path("key.txt"))
    assert code == 2
    assert "已存在" in said
    assert (desk.folder / "key.txt").read_text() == before


def test_keygen_shows_the_public_key_only_and_lines_that_the_schema_takes(desk: Desk) -> None:
    code, said = desk.run("keygen", "--out", desk.path("key.txt"), "--lang", "en")
    assert code == 0
    assert "AGE-SECRET" not in said
    assert "never in a repository" in said
    block = said[said.index("sealed_files:") :]
    text = (REPOSITORY / "authorities/sichuan.yaml").read_text(encoding="utf-8")
    from registry.adapters import records

    record = records.parse("authority", (text + block).encode()).record
    assert record.sealed_files.keys[0] in (desk.folder / "key.txt").read_text()
