"""What the form says besides the words of the fields."""

from typing import Final

from registry.core.text import Text

WORDS: Final[dict[str, Text]] = {
    "optional": Text("选填", "optional"),
    "several": Text("可多选", "one or more"),
    "choose": Text("请选择", "please choose"),
    "yes": Text("是", "Yes"),
    "no": Text("否", "No"),
    "nothing": Text("不填", "Leave out"),
    "add": Text("添加", "Add"),
    "remove": Text("删除", "Remove"),
    "copy_item": Text("复制一份", "Duplicate"),
    "no_script": Text(
        "填写表单需要启用 JavaScript。也可以照着示例文件自己写，见“办理备案”。",
        "The form needs JavaScript. You can also write the file by hand, from the example; see “File”.",
    ),
}

ADDS: Final[dict[str, Text]] = {
    "systems": Text("添加业务系统", "Add a business system"),
    "apps": Text("添加应用", "Add an app"),
    "uses": Text("添加使用的应用", "Add an app used"),
    "covers_subsidiaries": Text("添加单位", "Add a unit"),
    "store_urls": Text("添加地址", "Add an address"),
    "evidence_sha256": Text("添加摘要", "Add a digest"),
}
"""What a list's button says, by its key."""

ASKED: Final[dict[str, Text]] = {
    "icp": Text("第九条要求", "asked by Art. 9"),
    "mlps": Text("第九条要求", "asked by Art. 9"),
}
"""What the form of a file leaves open but an article asks: said in place of "optional", and shown unfolded."""

HINTS: Final[dict[str, Text]] = {
    "platforms": Text("至少填写一个平台。", "At least one of them."),
    "self_developed": Text(
        "只有自研自用的应用才填写(第二十一条)。", "Only for an app developed for own use (Art. 21)."
    ),
    "required_by": Text(
        "使用依据是“上级部门要求使用”时填写。", "Where the basis is “required by a superior authority”."
    ),
    "evidence_sha256": Text(
        "材料本身不上传到仓库，只写摘要；材料由主管部门的渠道报送。",
        "The files themselves never go into the repository, only their digests; send them by the authority's channel.",
    ),
}
"""Sentences that help in a form and that an editor does not need, by key."""
