"""The tile grid of province-level cells: a scheme, not a map, so it shows no border and no outline (地图管理条例 Art. 15).

Places follow what neighbours what, so that a reader finds a province; the corps has a cell of its own, since it is an authority of
its own. Three cells are empty: the Measures do not reach there.
"""

from dataclasses import dataclass

from registry.core.text import Text

NOT_A_MAP = Text("各省份方格示意图，非地图", "A scheme of cells, one for each province; not a map")
NOT_COVERED = Text("本办法数据不含", "Not covered by the Measures")

NO_AUTHORITY = Text("本登记簿没有这个机关", "No such authority in this registry")
"""Of a cell whose authority has no file: a registry of a part of the country."""

COLUMNS, ROWS = 9, 7


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell: its column and row from 0, short names, and the slug of its authority (None: not covered)."""

    slug: str | None
    column: int
    row: int
    name: Text


def _tile(slug: str, column: int, row: int, zh: str, en: str) -> Tile:
    return Tile(slug, column, row, Text(zh, en))


TILES: tuple[Tile, ...] = (
    _tile("heilongjiang", 8, 0, "黑龙江", "HL"),
    _tile("xinjiang", 0, 1, "新疆", "XJ"), _tile("neimenggu", 4, 1, "内蒙古", "NM"), _tile("beijing", 5, 1, "北京", "BJ"),
    _tile("tianjin", 6, 1, "天津", "TJ"), _tile("liaoning", 7, 1, "辽宁", "LN"), _tile("jilin", 8, 1, "吉林", "JL"),
    _tile("xpcc", 0, 2, "兵团", "XPCC"), _tile("gansu", 1, 2, "甘肃", "GS"), _tile("ningxia", 2, 2, "宁夏", "NX"),
    _tile("shaanxi", 3, 2, "陕西", "SN"), _tile("shanxi", 4, 2, "山西", "SX"), _tile("hebei", 5, 2, "河北", "HE"),
    _tile("shandong", 6, 2, "山东", "SD"),
    _tile("xizang", 0, 3, "西藏", "XZ"), _tile("qinghai", 1, 3, "青海", "QH"), _tile("sichuan", 2, 3, "四川", "SC"),
    _tile("chongqing", 3, 3, "重庆", "CQ"), _tile("henan", 4, 3, "河南", "HA"), _tile("anhui", 5, 3, "安徽", "AH"),
    _tile("jiangsu", 6, 3, "江苏", "JS"), _tile("shanghai", 7, 3, "上海", "SH"),
    _tile("yunnan", 2, 4, "云南", "YN"), _tile("guizhou", 3, 4, "贵州", "GZ"), _tile("hubei", 4, 4, "湖北", "HB"),
    _tile("jiangxi", 5, 4, "江西", "JX"), _tile("zhejiang", 6, 4, "浙江", "ZJ"),
    _tile("guangxi", 3, 5, "广西", "GX"), _tile("hunan", 4, 5, "湖南", "HN"), _tile("guangdong", 5, 5, "广东", "GD"),
    _tile("fujian", 6, 5, "福建", "FJ"), Tile(None, 7, 5, Text("台湾", "TW")),
    _tile("hainan", 3, 6, "海南", "HI"), Tile(None, 4, 6, Text("澳门", "MO")), Tile(None, 5, 6, Text("香港", "HK")),
)  # fmt: skip
"""English short names are the letter codes of GB/T 2260; full names stand in the titles and the table."""
