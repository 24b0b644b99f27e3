"""How to cite a record, as GB/T 7714 asks. The other forms are made of it in the browser (site/pages/assets/registry/cite.js)."""

from registry.render.site import addresses
from registry.render.site.deployment import Deployment
from registry.render.site.records import AppRecord

DIGITS = 16
"""Leading digits of the content's SHA-256 that a citation gives: enough to tell two versions apart, short enough to be printed."""


def citation(record: AppRecord, deployment: Deployment) -> tuple[str, str]:
    """What stands before and after the reader's day of access. Nothing if the site does not know its address."""
    address = deployment.absolute(addresses.short(record.digits))
    if not address:
        return "", ""
    app, status, authority = record.app.name, record.status.label.zh, record.authority.name.zh
    return (
        f"{authority}. {app}({record.number}，{status})[DB/OL]. ({record.filed_on})[",
        f"]. {address}. SHA-256:{record.approved_sha256[:DIGITS]}.",
    )
