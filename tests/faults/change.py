"""Faults against Art. 15: what may not change unseen once an app has its number. More of it: provider/test_change.py."""

from tests.builders import Paths, RegistryFolder
from tests.faults.cases import Edit, Fault

_PACKAGE = "        package_name: cn.example.yi.math\n"
_SIGNED = f"{_PACKAGE}        signing_cert_sha256: {'cd' * 32}\n"
_DAY = 'last_updated: "2026-01-02"'
_PAID = "charging: free\n    charged_to: nobody"


def signed(folder: RegistryFolder, path: str) -> None:
    """乙's app names its signing certificate."""
    folder.edit(path, _PACKAGE, _SIGNED)


def fault(code: str, what: str, old: str, new: str, field: str, at: str = "") -> Fault:
    """A change of 丙's filed app."""
    return Fault(code, Edit(what, Paths.bing, old, new, change=True), field, at)


FAULTS: tuple[Fault, ...] = (
    fault("A15-1", "an update that moves back", _DAY, 'last_updated: ▸"2026-01-01"', "apps[0].last_updated"),
    fault("A15-2", "a price that is filed a month late",
          f'{_DAY}\n    audience:\n      - students\n    stages:\n      - primary\n    scenario:\n      - student_learning\n    {_PAID}',
          'last_updated: ▸"2026-10-19"\n    audience:\n      - students\n    stages:\n      - primary\n    scenario:\n      - student_learning\n'
          "    charging: paid\n    charged_to: institution", "apps[0].last_updated"),
    fault("A15-3", "another bundle id", "bundle_id: cn.example.bing", "bundle_id: ▸cn.example.bing.two", "apps[0].platforms.ios.bundle_id"),
    Fault("A15-4", Edit("another signing certificate", Paths.yi, f"signing_cert_sha256: {'cd' * 32}", f"signing_cert_sha256: ▸{'ce' * 32}",
                        before=signed, change=True), "apps[0].platforms.android.signing_cert_sha256"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A15-1 the day stays", Paths.bing, _PAID, "charging: paid\n    charged_to: institution", change=True),
    Edit("A15-2 a new version filed late", Paths.bing, f'version: "1.0"\n    {_DAY}', 'version: "1.1"\n    last_updated: "2026-10-19"', change=True),
    Edit("A15-2 a change filed on the tenth working day", Paths.bing, f"{_DAY}\n    audience:\n      - students\n",
         'last_updated: "2026-11-10"\n    audience:\n      - students\n      - parents\n', change=True),
    Edit("A15-3 a bundle id in capitals", Paths.bing, "bundle_id: cn.example.bing", "bundle_id: cn.example.BING", change=True),
    Edit("A15-3 another bundle id of an app without a number", Paths.xin, "cn.example.whole-ios", "cn.example.whole-two", change=True),
    Edit("A15-4 the same certificate with colons", Paths.yi, f"signing_cert_sha256: {'cd' * 32}", f'signing_cert_sha256: "{":".join(["CD"] * 32)}"',
         before=signed, change=True),
)  # fmt: skip
