"""Where each rule on filings can be judged: from the filing alone, from what the site publishes, or only with the whole registry.

The site's form judges with twins of these rules (site/pages/assets/registry/check), one module for one of ours, and says of
what it looked up that it is provisional. A test holds both sides together, and lets no code be in no list.
"""

from typing import Final

ALONE: Final = frozenset(
    {
        "A02-1", "A02-2", "A02-3", "A02-4", "A02-5", "A02-6", "A02-7", "A02-8", "A02-9", "A02-10", "A02-11", "A08-2", "A09-1",
        "A09-2", "A09-3", "A09-4", "A09-5", "A09-6", "A09-7", "A09-8", "A09-9", "A09-10", "A09-11", "A09-12", "A10-1", "A10-2",
        "A10-3", "A10-4", "A10-5", "A10-6", "A10-7", "A10-8", "A10-9", "A10-10", "A11-4", "A11-5", "A11-6", "A11-7", "A11-11",
        "A12-1", "A12-2", "A12-3", "A12-4", "A12-5", "A12-6", "A12-7", "A12-8", "A12-9", "A12-10", "A12-11", "A12-12", "A12-13",
        "A12-14", "A14-1", "A17-1", "A17-2", "A17-3", "A17-4", "A17-5", "A17-6", "A17-7", "A17-11", "A17-12", "A17-13", "A17-14",
        "A17-15", "A17-16", "A17-17", "A17-18", "A17-19", "A18-2", "A18-3", "A18-4", "A18-6", "A19-1", "A19-2", "A19-3", "A19-4",
        "A19-5", "A19-6", "A19-7", "A19-8", "A19-9", "A19-10", "A20-2", "A20-3", "A20-6", "A20-7", "A20-8", "A21-1", "A21-2",
        "A21-3", "A21-4", "A21-5", "A21-6", "A21-8", "A26-6", "A26-7", "F05", "F13", "F14", "F15", "F16", "F20", "F21", "F22",
        "F23", "F24", "F25", "F26", "F28", "F29", "R02", "R03", "R04", "R06", "R07", "R20", "R21", "R22", "R40", "R41", "R42",
        "R43", "R44", "R46", "R47", "R48",
    }
)  # fmt: skip
"""Judged from the filing, the authorities and the unit's own filing as it stands: what a registry that holds nothing else says."""
