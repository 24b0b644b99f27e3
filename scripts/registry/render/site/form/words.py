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
    "errors": Text("须改正的地方", "What to correct"),
    "check": Text("检查并生成文件", "Check and make the file"),
    "forget": Text("删除草稿", "Delete the draft"),
    "review": Text("核对填写内容", "Check your answers"),
    "still_wrong": Text(
        "还有须改正的地方，列在页面上方。现在提交会被退回；也可以先下载文件，以后再改。",
        "There are things to correct, listed above. Submitted now, it would be sent back; you can also download the file and go on later.",
    ),
    "out": Text("提交", "Submit"),
    "next": Text("交给谁，接下来怎样", "Whose business it is, and what happens next"),
    "there": Text(
        "登记簿里已有这个单位的备案文件。变更请先载入现行备案再修改，否则其中的应用会丢失。",
        "The registry has a filing of this unit already. For a change load it first, or the apps in it would be lost.",
    ),
    "path": Text("文件位置：", "Place of the file:"),
    "account": Text(
        "备案文件存放在公开的代码托管平台上。用它的账号登录后提交；没有账号的，先免费注册一个，用单位邮箱。",
        "Filings are kept on a public forge, a website for files that are reviewed. Sign in there to submit; who has no account makes one first, free of charge, with the unit's mailbox.",
    ),
    "issue": Text("用提交表(议题)提交，不用懂 git", "Submit by an issue form; no git needed"),
    "forge": Text(
        "自己在代码托管平台上建文件（合并请求）", "Make the file on the forge yourself (pull request)"
    ),
    "forge_empty": Text(
        "内容较长，不能随网址带过去：点击时已复制到剪贴板，请在打开的空白文件里粘贴。",
        "The text is too long for an address: it is copied when you press the link; paste it into the empty file that opens.",
    ),
    "download": Text("下载文件", "Download the file"),
    "copy_file": Text("复制内容", "Copy the text"),
    "file_text": Text("文件内容", "Text of the file"),
    "forge_edit": Text(
        "文件已经存在：点击时新内容已复制到剪贴板，请在打开的编辑页面里全选、粘贴。",
        "The file is there already: the new text is copied when you press the link; on the page that opens, select all and paste.",
    ),
    "to_request": Text(
        "这个文件在您的合并请求里：复制内容，回到合并请求，编辑该文件，全选、粘贴、保存，程序会重新检查。",
        "The file is in your pull request: copy the text, go back there, edit the file, select all, paste and save; it is checked again.",
    ),
    "unchecked": Text(
        "检查程序没有载入，内容没有核对过；提交后由合并请求的检查核对。",
        "The checks could not be loaded, so nothing was checked here; the pull request is checked.",
    ),
    "rewritten": Text(
        "原文件的写法不能原样保留，下面是按标准格式重写的内容：注释和排版不在其中，内容完整。需要保留注释的，请直接修改原文件。",
        "The file could not be kept as it is written. Below it is written anew: all values, but no comments and no layout. To keep them, edit the file itself.",
    ),
    "load": Text("载入已有的备案文件", "Load an existing filing"),
    "load_hint": Text(
        "变更、补正时用：选择文件、拖到这里，或者粘贴内容。文件只在这台设备上读取，不上传。",
        "For a change or a correction: choose the file, drop it here, or paste its text. It is read on this device and sent nowhere.",
    ),
    "load_file": Text("选择文件", "Choose the file"),
    "load_text": Text("或粘贴内容", "Or paste its text"),
    "load_button": Text("载入粘贴的内容", "Load the pasted text"),
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
    "filer": Text("不填即为提供者自己备案。", "Left out, the provider files for itself."),
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

WAYS: Final[dict[str, tuple[tuple[str, Text], ...]]] = {
    "forge": (
        ("page", Text("登录后看到文件页面；内容已填好，或粘贴进去", "Sign in: the page of the file, filled in, or for you to paste into")),
        ("button", Text("点 Commit changes，再点 Propose changes 和 Create pull request", "Press Commit changes, then Propose changes and Create pull request")),
        ("check", Text("几分钟内，合并请求里会有逐条意见", "Within minutes the pull request holds what was found")),
    ),
    "request": (
        ("page", Text("回到合并请求，打开 Files changed，编辑这个文件", "Go back to the pull request, open Files changed, edit the file")),
        ("paste", Text("全选，粘贴新内容", "Select all and paste the new text")),
        ("check", Text("点 Commit changes，几分钟内重新检查", "Press Commit changes; it is checked again within minutes")),
    ),
    "issue": (
        ("paste", Text("登录后看到表格；内容已填好，或粘贴进去", "Sign in: the form, filled in, or for you to paste into")),
        ("button", Text("勾选声明，点 Create 提交", "Tick the declarations and press Create")),
        ("wait", Text("程序替您提交合并请求，在议题里答复", "The program makes the pull request and answers in the issue")),
    ),
    "file": (
        ("file", Text("文件名已是代码，不要改名", "The file is named by the code; keep the name")),
        ("send", Text("交给熟悉 git 的同事，放到上面的位置；或按主管部门公布的渠道报送", "Give it to a colleague who knows git, for the place above; or send it by the channel that the authority publishes")),
        ("check", Text("提交后逐条检查，结果以合并请求为准", "What is submitted is checked; the pull request decides")),
    ),
}  # fmt: skip
"""The next three steps of each way out: a picture and what to do."""
