"""What an authority publishes so that filers can send it evidence files and contacts, sealed: keys, and a channel of its own."""

from typing import Annotated

from pydantic import Field

from registry.core.fields import AgeKey, Line, Many, Record, words
from registry.core.text import Text


class Channel(Record):
    """Where a sealed file is sent, in words: a mailbox, an upload page, a counter. Never git."""

    zh: Line = words("中文", "Chinese")
    en: Line = words("英文", "English")

    @property
    def text(self) -> Text:
        """As a `Text`."""
        return Text(self.zh, self.en)


class SealedFiles(Record):
    """The block `sealed_files` of an authority file."""

    keys: Annotated[Many[AgeKey], Field(min_length=1, max_length=5)] = words(
        "公钥", "Public keys",
        hint=Text("任何一个对应的私钥都能打开；换钥时新旧并列一段时间，再去掉旧的。",
                  "The private key of any of them opens a file; when keys change, list old and new for a while, then drop the old."),
    )  # fmt: skip
    channel: Channel = words(
        "送达渠道", "Channel",
        hint=Text("例如公开邮箱、上传网址或窗口，不填个人联系方式。", "A public mailbox, an upload page or a counter; no person's contact."),
    )  # fmt: skip
