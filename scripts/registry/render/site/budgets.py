"""How large a file of each kind may be: one table. A page over its budget stops the build with its path.

The budgets are far above what a filing within its limits makes, so that no filing can stop the site; they catch a page
that grows with the registry. What a visitor's first view may weigh is tested in a browser.
"""

import re
from dataclasses import dataclass
from functools import cache

from registry.core.text import Text

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, what its paths look like, and how many bytes one of them may have."""

    name: Text
    pattern: re.Pattern[str]
    budget: int


def _kind(zh: str, en: str, pattern: str, budget: int) -> Kind:
    return Kind(Text(zh, en), re.compile(pattern), budget)


KINDS: tuple[Kind, ...] = (
    _kind("应用页", "app pages", r"r/[^/]+\.html", 256 * KIB),
    _kind("提供者页", "provider pages", r"provider/[^/]+\.html", 512 * KIB),
    _kind("主管部门页", "authority pages", r"authority/[^/]+\.html", 512 * KIB),
    _kind("黑名单", "blacklist", r"blacklist/.*", 4 * MIB),
    _kind("查询数据", "search data", r"search/.*\.json|search/.*\.bin", 32 * MIB),
    _kind("接口：号码", "API: numbers", r"api/v1/number/.*", 256 * KIB),
    _kind("接口：应用", "API: apps", r"api/v1/app/.*", 8 * MIB),
    _kind("接口：提供者", "API: providers", r"api/v1/provider/.*", 16 * MIB),
    _kind("接口：其他", "API: other", r"api/.*\.json", 64 * MIB),
    _kind("校验清单", "manifest", r"manifest\.json|manifest/.*|publication\.json", 64 * MIB),
    _kind("样式与程序", "styles and scripts", r".*\.(?:css|js|svg|png|woff2)", 256 * KIB),
    _kind("说明页", "hand-written pages", r".*\.html", 512 * KIB),
    _kind("其他", "other files", r".*", 256 * MIB),
)
"""In this order: the first whose pattern fits the whole path."""


def kind_of(path: str) -> Kind:
    """The kind of a file. It follows from the folder and the ending, and for files of the root from the name."""
    folder, slash, name = path.rpartition("/")
    return _kind_of(folder + slash, name.rpartition(".")[2] if slash else name)


@cache
def _kind_of(folder: str, ending: str) -> Kind:
    return next(kind for kind in KINDS if kind.pattern.fullmatch(f"{folder}x.{ending}" if folder else ending))
