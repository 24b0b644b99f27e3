"""Art. 19: a user filing is confirmed level by level, by administrative affiliation, not by address."""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def _exists(authority_path: str, lookup: Lookup) -> bool:
    slug, *codes = authority_path.split("/")
    authority = lookup.authorities.get(slug)
    return authority is not None and authority.find(tuple(codes)) is not None


def folder_is_the_competent_authority(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated authority and the folder are the same. Where one of them does not exist, A19-2 or R07 says so."""
    where = paths.parse(file.path)
    stated = file.content.institution.competent_authority
    if (
        where is not None
        and where.authority != stated
        and _exists(stated, lookup)
        and _exists(where.authority, lookup)
    ):
        right = paths.user_path(stated, file.content.uscc)
        values = {"stated": stated, "folder": where.authority, "right": right}
        yield Fault("A19-1", ("institution", "competent_authority"), values)


declare(
    "A19-1",
    article="Art. 19",
    kinds=("user",),
    title=Text("备案文件在主管部门的目录中", "A user filing lies in the folder of its competent authority"),
    text=Text("主管部门是 {stated}，文件却在 {folder} 的目录中。", "The competent authority is {stated}, but the file lies in the folder {folder}."),
    fix=Text("请把文件移到 {right}；或改正 competent_authority。", "Move the file to {right}, or correct competent_authority."),
    check=folder_is_the_competent_authority,
)  # fmt: skip


def competent_authority_exists(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated path leads to a place in `authorities/`."""
    stated = file.content.institution.competent_authority
    if not _exists(stated, lookup):
        yield Fault("A19-2", ("institution", "competent_authority"), {"stated": stated})


declare(
    "A19-2",
    article="Art. 19",
    kinds=("user",),
    title=Text("主管部门存在", "The competent authority exists"),
    text=Text("没有目录为“{stated}”的教育行政部门。", "There is no education authority with the folder “{stated}”."),
    fix=Text("请按 省/市/县 填写，例如 zhejiang/330100/330106；直辖市为 beijing/110108；部属单位为 moe。", "Write province/city/county, such as zhejiang/330100/330106; municipalities beijing/110108; units under the Ministry moe."),
    check=competent_authority_exists,
)  # fmt: skip
