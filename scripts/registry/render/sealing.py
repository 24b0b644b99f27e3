"""What `seal`, `unseal` and `keygen` answer, as terminal text."""

from collections.abc import Iterable

from registry.core.authority import Authority
from registry.core.sealed import SealedEntry, SealedKind, SealedManifest
from registry.core.text import Text, shown

_FOR = Text("加密给 {name}，单位 {uscc}{apps}：", "Sealed for {name}, unit {uscc}{apps}:")
_OPENED = Text("{name} 收到的材料，单位 {uscc}{apps}：", "Sent to {name} by the unit {uscc}{apps}:")
_APPS = Text("，应用 {ids}", ", apps {ids}")
_PASTE = Text(
    "在备案文件相应业务系统下填写(联系人不填摘要：短的内容可以由摘要猜出)：",
    "Write below the business system in the filing (no digest of a contact: short text can be guessed from it):",
)
_STATED = Text(
    "备案文件写明了全部证明材料的摘要。", "The filing states the digest of every piece of evidence."
)
_UNSTATED = Text("备案文件没有写明这些材料的摘要：", "The filing does not state the digests of these:")
_MISSING = Text("备案文件写明了、这里没有的摘要：", "Digests that the filing states and that are not here:")
_NOTHING = Text(
    "没有写出加密文件；补上摘要后再运行一次。", "Nothing was sealed; add the digests and run it again."
)
_SEND = Text(
    "下一步：把 {path} 从主管部门的渠道送达：{channel}。不要放进仓库，合并请求会拒收。",
    "Next: send {path} by the authority's channel: {channel} Keep it out of the repository; a pull request with it is refused.",
)
_ASK = Text("该部门公布的渠道；未公布的请先询问", "its published channel; ask for it where there is none.")
_KEY = Text(
    "私钥在 {path}，只有本人可读。请另存一份离线备份，不要放进仓库、网盘或即时通讯；遗失后已收到的材料再也打不开。\n"
    "把公钥写入 authorities/<代号>.yaml(由教育部提交)：",
    "The private key is in {path}, readable by you alone. Keep a second copy offline, never in a repository, a shared drive or a chat;\n"
    "without it what was received can never be opened again. The public key goes into authorities/<slug>.yaml (submitted by the Ministry):",
)


def manifest_text(listed: SealedManifest, authority: Authority | None, language: str, *, opened: bool) -> str:
    """Heading and the table of files."""
    name = authority.name.text.in_language(language) if authority else listed.authority
    apps = _APPS.in_language(language).format(ids=", ".join(listed.apps)) if listed.apps else ""
    heading = (_OPENED if opened else _FOR).in_language(language)
    return (
        "\n".join([heading.format(name=name, uscc=listed.uscc, apps=apps), *_rows(listed.files, language)])
        + "\n"
    )


def comparison_text(unstated: Iterable[SealedEntry], missing: Iterable[str], language: str) -> str:
    """How the evidence compares with what the filing states."""
    lines = []
    if found := list(unstated):
        lines += [
            _UNSTATED.in_language(language),
            *(f"  {shown(file.name, 100)}  {file.sha256}" for file in found),
        ]
    else:
        lines.append(_STATED.in_language(language))
    if digests := list(missing):
        lines += [_MISSING.in_language(language), *(f"  {digest}" for digest in digests)]
    return "\n".join(lines) + "\n"


def paste_text(digests: Iterable[str], language: str) -> str:
    """Lines for the filing; nothing without evidence."""
    lines = [f"      - {digest}" for digest in digests]
    return "\n".join([_PASTE.in_language(language), "    evidence_sha256:", *lines]) + "\n" if lines else ""


def nothing_text(language: str) -> str:
    """That no file was written."""
    return _NOTHING.in_language(language) + "\n"


def send_text(path: str, authority: Authority | None, language: str) -> str:
    """Where the sealed file goes."""
    known = authority.sealed_files.channel.text if authority and authority.sealed_files else _ASK
    return _SEND.in_language(language).format(path=path, channel=known.in_language(language)) + "\n"


def key_text(path: str, public: str, language: str) -> str:
    """Where the private key is to be kept, and the lines for the authority's file."""
    block = f"sealed_files:\n  keys:\n    - {public}\n  channel:\n    zh: …\n    en: …\n"
    return f"{_KEY.in_language(language).format(path=path)}\n\n{block}"


def _rows(files: Iterable[SealedEntry], language: str) -> list[str]:
    """Name, use, size; the digest of evidence only."""
    return [
        f"  {shown(file.name, 100)}  {file.kind.label.in_language(language)}  {file.size:,}"
        + (f"  {file.sha256}" if file.kind is SealedKind.evidence else "")
        for file in files
    ]
