"""Every kind of file of the API: where it lies, what it answers, how a client finds it. Written out as OpenAPI and as the API pages."""

from dataclasses import dataclass
from typing import Any

from registry.core import formats
from registry.core.text import Text
from registry.render.site.api import answers, uses
from registry.render.site.api.fields import DIGITS


@dataclass(frozen=True, slots=True)
class Parameter:
    """The part of an address that the client fills in."""

    name: str
    told: Text
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One kind of file. `path` is relative to `/api/v1/`; `result` is the type of its `result`; `key` the pattern of its keys, if they are data.

    `missing` says what it means that the file, or the key, is not there.
    """

    name: str
    path: str
    title: Text
    told: Text
    result: Any
    parameter: Parameter | None = None
    key: str = ""
    missing: Text | None = None

    @property
    def media_type(self) -> str:
        """Of the file; what is compressed holds JSON too."""
        return "application/gzip" if self.path.endswith(".gz") else "application/json"


_NOT_REGISTERED = Text(
    "没有这个文件，或文件里没有这个键：没有登记。",
    "No such file, or no such key in it: not registered.",
)
_BLOCK = Parameter(
    "block", Text("七位数字的前五位", "The first five of the seven digits"), "^[0-9]{5}$", "11900"
)
_MONTH = Parameter("month", Text("年和月", "Year and month"), "^20[0-9]{2}-(0[1-9]|1[0-2])$", "2026-03")

CATALOGUE: tuple[Answer, ...] = (
    Answer(
        "number", "number/{block}.json", Text("按备案号核验", "Look-up by filing number"),
        Text("一个文件含 100 个号码，以七位数字为键。教APP备1190001号 在 number/11900.json 中，键为 1190001。",
             "One file holds 100 numbers, keyed by the seven digits. 教APP备1190001号 is in number/11900.json under 1190001."),
        dict[str, answers.Summary], _BLOCK, DIGITS, _NOT_REGISTERED,
    ),
    Answer(
        "app", "app/{block}.json.gz", Text("应用的完整记录", "Full records of apps"),
        Text("分法与 number 相同；含备案内容、历史和处理案件。",
             "Cut as number is; with what was filed, the history and enforcement cases."),
        dict[str, answers.FullRecord], _BLOCK, DIGITS, _NOT_REGISTERED,
    ),
    Answer(
        "identifier", "identifier/{shard}.json.gz", Text("按安卓包名、iOS Bundle ID、小程序 AppID 查询", "Look-up by Android package, iOS bundle id or AppID"),
        Text("把标识改为小写，取其 UTF-8 字节的 SHA-256，十六进制前两位就是文件名；以小写的标识为键，值为用过它的全部应用。",
             "Write the identifier in small letters; the first two hexadecimal digits of the SHA-256 of its UTF-8 bytes name the file. The key is the "
             "identifier in small letters, the value all apps that have had it."),
        dict[str, list[answers.Identified]],
        Parameter("shard", Text("SHA-256 的前两位", "First two digits of the SHA-256"), "^[0-9a-f]{2}$", "a7"),
        "^[a-z0-9_.-]+$", _NOT_REGISTERED,
    ),
    Answer(
        "provider", "provider/{end}.json.gz", Text("按统一社会信用代码查询提供者", "Look-up of a provider by its unified social credit code"),
        Text("以代码的末两位为文件名，以完整代码为键；含单位、全部应用和处理案件。",
             "The last two characters of the code name the file, the whole code is the key; with the unit, all its apps and its cases."),
        dict[str, answers.Provider],
        Parameter("end", Text("代码的末两位", "Last two characters of the code"), "^[0-9A-HJ-NP-RTUWXY]{2}$", "49"),
        formats.USCC, Text("没有登记的应用。", "The unit has no registered app."),
    ),
    Answer(
        "all", "all.json.gz", Text("全部应用", "All apps"),
        Text("按备案号排序。要全部字段，请下载 NDJSON、SQLite 或 Parquet。", "In the order of the numbers. For all fields take NDJSON, SQLite or Parquet."),
        list[answers.ListedWithProvider],
    ),
    Answer(
        "status", "status/{status}.json.gz", Text("按状态", "By status"),
        Text("处于一种状态的全部应用，例如 revoked(已撤销)。没有应用处于该状态时没有文件。",
             "All apps of one status, such as revoked. There is no file while no app has the status."),
        answers.StatusAnswer,
        Parameter("status", Text("状态代码", "Code of the status"), "^[a-z_]+$", "revoked"),
        missing=Text("没有应用处于该状态。", "No app has the status."),
    ),
    Answer(
        "authority", "authority/{slug}.json.gz", Text("按主管教育行政部门", "By authority"),
        Text("一个部门的应用(新号在前)、各状态的数量、使用备案数和本省实施细则。",
             "The apps of an authority, newest number first, counts by status, confirmed uses, and the rules of the province."),
        answers.AuthorityAnswer,
        Parameter("slug", Text("部门代号", "Slug of the authority"), formats.SLUG, "zhejiang"),
        missing=Text("没有这个部门。", "There is no such authority."),
    ),
    Answer(
        "changes", "changes/{month}.json.gz", Text("逐日变更", "Changes, day by day"),
        Text("一个月的全部决定，以日期为键，按时间先后；只在末尾增加，已过的月份不再改变。机构的使用备案不在其中。",
             "All decisions of a month, keyed by day, in the order of time; only added to at the end, and a past month never changes. Decisions on "
             "institutions' uses are not among them."),
        dict[str, list[answers.Recorded]], _MONTH, "^20[0-9]{2}-[01][0-9]-[0-3][0-9]$",
        Text("该月没有决定。", "Nothing was decided in that month."),
    ),
    Answer(
        "latest", "changes/latest.json", Text("最近的变更", "Latest changes"),
        Text("最近 100 项决定，新的在前，附现名和现状态。", "The latest 100 decisions, newest first, with the names and states of today."),
        list[answers.Change],
    ),
    Answer(
        "blacklist", "blacklist.json", Text("黑名单", "Blacklist"),
        Text("曾列入名单的案件，现行(current)与已结束的，新的在前。", "Cases by which a unit was put on a list, current and ended, newest first."),
        list[answers.Case],
    ),
    Answer(
        "uses", "uses/index.json", Text("使用备案：总数与分法", "Institutions' uses: totals, and how the files are cut"),
        Text("各部门的机构数与使用备案数；app_files 与 code_parts 说明到哪个文件去找一个应用或一个机构。",
             "Institutions and uses by authority; app_files and code_parts tell in which file to look for an app or an institution."),
        uses.UsesIndex,
    ),
    Answer(
        "places", "uses/authority/{slug}.json", Text("使用备案：一个部门以下各地", "Institutions' uses: places below an authority"),
        Text("各地的机构数、使用备案数，以及机构所在的文件(files)。", "Institutions and uses of each place, and the files that its institutions stand in."),
        uses.PlacesAnswer,
        Parameter("slug", Text("部门代号", "Slug of the authority"), formats.SLUG, "zhejiang"),
        missing=Text("该部门以下没有使用备案。", "There are no uses below the authority."),
    ),
    Answer(
        "institutions", "uses/institutions/{name}.json.gz", Text("使用备案：机构及其使用的应用", "Institutions' uses: institutions and the apps that they use"),
        Text("以列存放的表，各列等长，同一位置是同一行；manner、state 等是在同一文件相应列表中的位置。一个文件含一个部门、一个市或一个县的机构，文件名取自 places 的 files。",
             "Tables held as columns of equal length: what stands at one position is one row; manner, state and the like are positions in the lists of the "
             "same file. A file holds the institutions of an authority, a city or a county; its name stands in the files of places."),
        uses.InstitutionsAnswer,
        Parameter("name", Text("文件名", "Name of the file"), uses.FILE, "zhejiang-330100-330106"),
    ),
    Answer(
        "users", "uses/app/{start}.json.gz", Text("使用备案：一个应用在哪些地方使用", "Institutions' uses: where an app is used"),
        Text("文件名是其中可能有的第一个号码：取 uses 的 app_files 中不大于该号码的最后一个。以七位数字为键。",
             "The name of the file is the first number that it may hold: of app_files in uses take the last one that is not above the number. The key is "
             "the seven digits."),
        dict[str, uses.UsersOfApp],
        Parameter("start", Text("第一个号码", "The first number"), DIGITS, "0000000"),
        DIGITS, Text("没有机构备案使用。", "No institution has filed a use."),
    ),
    Answer(
        "institution", "uses/institution/{part}.json.gz", Text("使用备案：按统一社会信用代码查询机构", "Institutions' uses: look-up of an institution by its code"),
        Text("把代码的后六位当作三十六进制数，除以 uses 的 code_parts，余数就是文件名；以代码为键，值是机构所在的 institutions 文件名。",
             "Read the last six characters of the code as a number to the base 36 and divide it by code_parts of uses: the remainder names the file. The key "
             "is the code, the value the name of the file of institutions."),
        dict[str, uses.FileName],
        Parameter("part", Text("余数", "The remainder"), "^[0-9]+$", "0"),
        formats.USCC, Text("该机构没有使用备案。", "The institution has no uses."),
    ),
    Answer(
        "count", "count.json", Text("数量", "Counts"),
        Text("总数、各状态、各部门。", "Totals, by status and by authority."),
        answers.Counts,
    ),
    Answer(
        "index", "index.json", Text("数据的版本", "Version of the data"),
        Text("数据的提交与日期。接口中只有它随每次提交改变：先读它，没有变就不必再读其他文件。",
             "Commit and day of the data. The only file of the API that changes with every commit: read it first, and nothing else while it stays."),
        answers.Index,
    ),
)  # fmt: skip
