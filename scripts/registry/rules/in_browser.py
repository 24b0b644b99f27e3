"""Where each rule on filings can be judged: from the filing alone, from what the site publishes, or only with the whole registry.

The site's form judges with twins of these rules (site/pages/assets/registry/check), one module for one of ours, and says of
what it looked up that it is provisional. A test holds both sides together, and lets no code be in no list.
"""

ALONE = frozenset(
    {
        "R20", "R21", "R22", "F05", "F14", "F15", "F16", "F20", "F21", "F22", "F23", "F24", "F25", "F26", "F28", "F29", "A14-1", "A09-2",
    }
)  # fmt: skip
"""Judged from the filing and the authorities alone, as in a registry that holds nothing else."""
