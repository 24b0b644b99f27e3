"""Personal data in text: numbers of identity cards, mobiles, personal mailboxes and accounts, also when they are disguised.

Git cannot forget, so what looks like a person's number is refused before it gets in. A text is read as a person would read
it: width, ornament and marks are taken off, digits of any script and Chinese numerals (一三八, 壹叁捌, 幺) are digits, one to
three signs may stand between two digits, and `o` and `l` may stand for 0 and 1. A number is bounded only by digits of its own
script, so that the name in 张三13800138000 does not hide the number.

Known to be missed: numbers spelt out in pinyin, in English or in pictures, spread over several fields, or encoded.

reading    a text in plain characters
numbers    numbers of identity cards and mobiles in it
mailboxes  mailboxes and accounts in it
"""

from registry.core.detection.detect import Detected, detect, masked
from registry.core.detection.reading import Kind

__all__ = ["Detected", "Kind", "detect", "masked"]
