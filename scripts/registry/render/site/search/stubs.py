"""The short address of a number, for print and QR: a page of some 250 bytes that leads on to the record, also without JavaScript."""

from registry.render.site import addresses

_STUB = (
    "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    "<meta http-equiv=refresh content=0;url={to}><title>{digits}</title><a href={to}>教APP备{digits}号</a>\n"
)


def stub(digits: str) -> bytes:
    """The page of a number; the address of the record is relative to it."""
    return _STUB.format(digits=digits, to=f"../{addresses.app_page(digits)}").encode()
