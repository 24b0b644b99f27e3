"""Where each rule on filings can be judged: from the filing alone, from what the site publishes, or only with the whole registry.

The site's form judges with twins of these rules (site/pages/assets/registry/check), one module for one of ours, and says of
what it looked up that it is provisional. A test holds both sides together, and lets no code be in no list.
"""

from typing import Final

from registry.core.text import Text

ALONE: Final = frozenset(
    {
        "A02-1", "A02-2", "A02-3", "A02-4", "A02-5", "A02-6", "A02-7", "A02-8", "A02-9", "A02-10", "A02-11", "A08-2", "A09-1",
        "A09-2", "A09-3", "A09-4", "A09-5", "A09-6", "A09-7", "A09-8", "A09-9", "A09-10", "A09-11", "A09-12", "A10-1", "A10-2",
        "A10-3", "A10-4", "A10-5", "A10-6", "A10-7", "A10-8", "A10-9", "A10-10", "A11-4", "A11-5", "A11-6", "A11-7", "A11-11",
        "A12-1", "A12-2", "A12-3", "A12-4", "A12-5", "A12-6", "A12-7", "A12-8", "A12-9", "A12-10", "A12-11", "A12-12", "A12-13",
        "A12-14", "A14-1", "A15-1", "A15-3", "A15-4", "A17-1", "A17-2", "A17-3", "A17-4", "A17-5", "A17-6", "A17-7", "A17-11", "A17-12", "A17-13", "A17-14",
        "A17-15", "A17-16", "A17-17", "A17-18", "A17-19", "A18-2", "A18-3", "A18-4", "A18-6", "A19-1", "A19-2", "A19-3", "A19-4",
        "A19-5", "A19-6", "A19-7", "A19-8", "A19-9", "A19-10", "A20-1", "A20-2", "A20-3", "A20-4", "A20-6", "A20-7", "A20-8", "A21-1", "A21-2",
        "A21-3", "A21-4", "A21-5", "A21-6", "A21-8", "A26-6", "A26-7", "F05", "F10", "F13", "F14", "F15", "F16", "F20", "F21", "F22",
        "F23", "F24", "F25", "F26", "F28", "F29", "R02", "R03", "R04", "R06", "R07", "R20", "R21", "R22", "R40", "R41", "R42",
        "R43", "R44", "R46", "R47", "R48",
    }
)  # fmt: skip
"""Judged from the filing, the authorities and the unit's own filing as it stands: what a registry that holds nothing else says."""

PUBLISHED: Final = frozenset(
    {
        "A08-1", "A11-1", "A17-8", "A17-13", "A17-14", "A17-15", "A17-18", "A17-19", "A18-1", "A18-3", "A18-4", "A18-5", "A21-7",
        "A24-1", "A24-2", "A24-3", "A24-4", "A24-5", "A24-7", "R03", "R10", "R45",
    }
)  # fmt: skip
"""Looked up in the published API and said to be provisional. Those that are in `ALONE` too say more where a numbered app is known."""

_BYTES = Text("由文件的字节或路径判断，表单写出的文件都符合。", "Judged by the bytes or the path of a file, which the form writes right.")  # fmt: skip
_OTHERS = Text(
    "要读其他单位的备案全文，网站只公布其中的应用。",
    "Needs other units' whole filings, of which the site publishes the apps.",
)
_CALENDAR = Text(
    "以提交日和节假日安排计算期限，提交前没有提交日。",
    "A time limit counted from the submission, which there is not before it.",
)
_REGISTRAR = Text("关于登记簿或其他文件能否读取，与备案内容无关。", "About the ledger or other files being readable, not about what is filed.")  # fmt: skip
_REQUEST = Text("关于合并请求，不关于备案内容。", "About the pull request, not about what is filed.")

SERVER: Final[dict[str, Text]] = {
    **dict.fromkeys(
        ("F01", "F02", "F03", "F04", "F06", "F07", "F08", "F09", "F11", "F12", "R01", "R05"), _BYTES
    ),
    **dict.fromkeys(("A11-2", "A11-3", "A11-8", "A11-9", "A11-10", "R49"), _OTHERS),
    "R11": Text(
        "近似名称要与全国所有名称逐一比较(形近、音近)，其数据对网页太大。",
        "Near names are compared with all names of the country by look and sound, which is too much for a page.",
    ),
    "A24-6": Text("签名证书不提供按证书查询。", "The published files cannot be asked for a certificate."),
    **dict.fromkeys(("A15-2", "A20-5"), _CALENDAR),
    **dict.fromkeys(("T01", "T02", "T03", "T04", "T05"), _REGISTRAR),
    "T06": _REQUEST,
}
"""What only the check of the pull request can say, and why. Family P is about the request, family S about spreadsheets."""
