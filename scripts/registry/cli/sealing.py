"""Commands for what must not enter the repository: evidence files and contacts, sealed for the authority."""

import argparse
from pathlib import Path

from registry.cli.arguments import Add
from registry.cli.output import ACCEPTED, REJECTED, show

_SEAL = """\
证明材料和联系人不进仓库：git 不能忘记。这里把它们装进一个只有主管部门能打开的文件(age 加密)，由您从该部门自己的渠道送达；
备案文件只写证明材料的摘要。给出 --filing 时，先核对摘要是否都已写明，没有写明就不加密(退出码 1)。
Evidence and contacts never enter the repository: git cannot forget. They go into one file that only the authority opens (age), which you send by its
own channel; the filing states only digests. With --filing these are compared first, and nothing is sealed where one is not stated.

examples:
  registry seal 查询页面.png 备案证明.pdf --to beijing --unit 91110108MA900001XW --out 材料.age
  registry seal 查询页面.png --contact 联系人.txt --filing filings/providers/beijing/XW/91110108MA900001XW.yaml --out 材料.age

exit codes: 0 sealed, 1 the filing does not state a digest (nothing was written), 2 wrong usage, or a file or key that cannot be used
"""
_UNSEAL = """\
在主管部门自己的电脑上打开收到的文件；私钥不离开该电脑，解密的材料不写进任何 git 仓库。
Opens what was received, on the authority's own machine: the private key stays there, and nothing is written into a git repository.

examples:
  registry unseal 材料.age --identity /secure/beijing.txt --out /secure/91110108MA900001XW
  registry unseal 材料.age --identity /secure/beijing.txt --out /secure/x --filing filings/providers/beijing/XW/91110108MA900001XW.yaml
  age -d -i /secure/beijing.txt 材料.age > 材料.zip       the same with any age program

exit codes: 0 opened, 1 opened, but with evidence whose digest the filing does not state, 2 cannot be opened; nothing was written
"""
_KEYGEN = """\
主管部门自己生成密钥：私钥写入一个只有本人可读的文件，公钥公布在 authorities/ 中。换钥：新旧公钥并列公布一段时间，再去掉旧的；旧私钥留到
不再需要打开旧材料为止。
An authority makes its own key. To change it, publish old and new side by side for a while, then drop the old; keep the old private key for as long as
old files must be opened.

example:
  registry keygen --out /secure/beijing.txt
"""


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "seal",
        _seal,
        "把证明材料和联系人装进只有主管部门能打开的文件 put evidence and contacts into one file that only the authority can open",
        _SEAL,
    )
    sub.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="evidence: screenshots, certificates, letters"
    )
    sub.add_argument(
        "--out", type=Path, required=True, metavar="X.age", help="the new file; it must end in .age"
    )
    sub.add_argument(
        "--to", default="", metavar="SLUG", help="authority (default: the one that decides on the filing)"
    )
    sub.add_argument(
        "--contact",
        type=Path,
        metavar="FILE",
        help="text file with a contact person; its digest is told nowhere",
    )
    sub.add_argument(
        "--filing",
        type=Path,
        metavar="FILE",
        help="the filing; it must state the digest of each piece of evidence",
    )
    sub.add_argument(
        "--unit", default="", metavar="USCC", help="unified social credit code, where there is no filing yet"
    )
    sub.add_argument(
        "--app",
        action="append",
        default=[],
        metavar="ID",
        help="what it is about, if not all apps of the filing",
    )
    sub.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="age1…",
        help="seal for this key instead of the published ones",
    )

    sub = add(
        "unseal",
        _unseal,
        "用主管部门的私钥打开密封文件 open a sealed file with the authority's private key",
        _UNSEAL,
    )
    sub.add_argument("file", type=Path, metavar="X.age", help="the file as it was received")
    sub.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="KEYFILE",
        help="the private key of keygen or age-keygen",
    )
    sub.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a new folder, outside of every git repository"
    )
    sub.add_argument(
        "--filing",
        type=Path,
        metavar="FILE",
        help="compare the evidence with the digests that this filing states",
    )

    sub = add(
        "keygen",
        _keygen,
        "生成主管部门打开密封文件的密钥 make the key with which an authority opens sealed files",
        _KEYGEN,
    )
    sub.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="KEYFILE",
        help="a new file, outside of every git repository",
    )


def _seal(options: argparse.Namespace) -> int:
    from registry.commands.seal import Wanted, seal
    from registry.render import sealing

    wanted = Wanted(
        options.files,
        options.contact,
        options.filing,
        options.unit,
        options.to,
        tuple(options.app),
        tuple(options.key),
    )
    sealed = seal(options.root, wanted, options.out)
    if sealed.unstated:
        show(sealing.comparison_text(sealed.unstated, (), options.lang))
        show(sealing.paste_text([file.sha256 for file in sealed.unstated], options.lang))
        show(sealing.nothing_text(options.lang))
        return REJECTED
    show(sealing.manifest_text(sealed.manifest, sealed.authority, options.lang, opened=False))
    if sealed.compared:
        show(sealing.comparison_text((), sealed.missing, options.lang))
    else:
        show(sealing.paste_text(sealed.digests, options.lang))
    show(sealing.send_text(str(options.out), sealed.authority, options.lang))
    return ACCEPTED


def _unseal(options: argparse.Namespace) -> int:
    from registry.commands.seal import unseal
    from registry.render import sealing

    opened = unseal(options.root, options.file, options.identity, options.out, options.filing)
    show(sealing.manifest_text(opened.manifest, opened.authority, options.lang, opened=True))
    if opened.compared:
        show(sealing.comparison_text(opened.unstated, opened.missing, options.lang))
    return REJECTED if opened.unstated else ACCEPTED


def _keygen(options: argparse.Namespace) -> int:
    from registry.commands.seal import keygen
    from registry.render import sealing

    show(sealing.key_text(str(options.out), keygen(options.out), options.lang))
    return ACCEPTED
