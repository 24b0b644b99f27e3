"""How large a file of each kind may be, and how large on average: one table. What is over its budget stops the build.

The budget of a file is far above what a filing within its limits makes (200 apps, 20 addresses of stores), so that no filing can
stop the site; it catches a page that grows with the registry. The mean is what keeps a country's site below the 1 GB of GitHub
Pages (docs/decisions/0069-size-of-a-country.md): of many files, a few large ones do not matter. What a visitor's first view may
weigh is tested in a browser.
"""

import re
from dataclasses import dataclass
from functools import cache

from registry.core.text import Text

KIB = 1024
MIB = 1024 * KIB


MANY = 1000
"""From so many files on, their mean is asked for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, what its paths look like, how many bytes one of them may have, and all of them on average (0: no matter)."""

    name: Text
    pattern: re.Pattern[str]
    budget: int
    mean: int = 0

    def excess(self, files: int, size: int) -> str:
        """What is wrong with so many files of so many bytes together; empty if nothing is."""
        if not self.mean or files < MANY or size <= self.mean * files:
            return ""
        return (
            f"{files:,} {self.name.en} have {size // files:,} bytes on average; their budget is {self.mean:,}"
        )


def _kind(zh: str, en: str, pattern: str, budget: int, mean: int = 0) -> Kind:
    return Kind(Text(zh, en), re.compile(pattern), budget, mean)


KINDS: tuple[Kind, ...] = (
    _kind("应用页", "app pages", r"r/[^/]+\.html", 256 * KIB, 10_500),
    _kind("提供者页", "provider pages", r"provider/[^/]+\.html", 512 * KIB, 5_000),
    _kind("短地址", "short addresses", r"v/[^/]+\.html", 1 * KIB, 280),
    _kind("徽章", "badges", r"badge/.*", 2 * KIB, 460),
    _kind("主管部门页", "authority pages", r"authority/[^/]+\.html", 512 * KIB),
    _kind("黑名单", "blacklist", r"blacklist/.*", 4 * MIB),
    _kind("查询数据", "search data", r"search/.*\.json|search/.*\.bin", 32 * MIB),
    _kind("接口：号码", "API: numbers", r"api/v1/number/.*", 256 * KIB),
    _kind("接口：应用", "API: apps", r"api/v1/app/.*", 8 * MIB),
    _kind("接口：提供者", "API: providers", r"api/v1/provider/.*", 16 * MIB),
    _kind("接口：使用备案", "API: uses", r"api/v1/uses/.*", 1 * MIB, 30_000),
    _kind("备案原文", "texts of filings", r"sources/.*", 1 * MIB, 24_000),
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
