"""The issue forms in which a filing is pasted: one for each of the two filings (Art. 3), in Chinese and in English.

Headings and declarations are those that `registry.core.issue_filing` reads. The forge lets an address fill a field in by its `id`:
`issues/new?template=provider-filing.zh.yml&filing=…`.
"""

import json
from typing import Any

from registry.core.issue_filing import DECLARATIONS, LABEL, Field
from registry.core.text import Text
from registry.render.complaint_forms import FOLDER, REPOSITORY

_NOTE = (
    "# Written by `registry forge forms`; change scripts/registry/render/filing_forms.py, not this file.\n"
)
_PAGES = {"provider": "file/new/", "user": "use/new/"}
_NAMES = {
    "provider": Text("提供者备案", "Provider filing"),
    "user": Text("使用者备案", "Filing of an institutional user"),
}
_ABOUT = {
    "provider": Text(
        "企业等提供者备案教育移动应用，或变更已有备案：粘贴填报页生成的内容，不需要会用 git",
        "A provider files its educational app, or changes a filing: paste what the form wrote; no git needed",
    ),
    "user": Text(
        "学校等机构备案所使用的应用，或变更已有备案：粘贴填报页生成的内容，不需要会用 git",
        "A school files the apps that it uses, or changes a filing: paste what the form wrote; no git needed",
    ),
}
_TITLES = {"zh": "[备案] ", "en": "[Filing] "}
_INTRO = Text(
    "**三步**：① 在[填报页]({site}{page})填写并检查；② 点“复制”，粘贴到下面的框里；③ 提交。几分钟内登记程序在此答复：有错的指出哪里错、怎样改，"
    "没有错的替您提交合并请求，由主管部门核验。以后修改、补充只需编辑本议题的正文，关闭本议题即为撤回。\n\n"
    "**本议题和备案文件任何人可见，无法彻底删除。**不要写姓名、手机、个人邮箱、身份证号；联系人和证明材料通过主管部门的非公开渠道提交。一个议题一份备案。",
    "**Three steps**: ① fill in and check the [form]({site}en/{page}); ② press “copy” and paste it into the box below; ③ submit. Within minutes the "
    "registry answers here: it says what is wrong, where and what to do, or submits a pull request for you, which the authority checks. To change or "
    "supplement it later edit the description of this issue; closing it takes the filing back.\n\n"
    "**Everybody can read this issue and the filing, and they cannot be removed for good.** No names of people, mobile numbers, personal mailboxes or ID "
    "numbers: contacts and evidence go through the authority's private channel. One filing in one issue.",
)  # fmt: skip
_HINT = Text(
    "从 schema: 一行到最后一行，原样粘贴，不要加 ``` 。已有备案的变更：粘贴改好的整份文件。",
    "From the line schema: to the last one, as it is, without ``` of your own. To change a filing paste the whole file as it shall be.",
)
_PLACEHOLDER = "schema: {kind}-filing/v1"


def template(kind: str, language: str) -> str:
    """Name of a form's file, as the address that opens it wants it. `kind` is provider or user."""
    return f"{kind}-filing.{language}.yml"


def files(repository: str = REPOSITORY) -> dict[str, str]:
    """Path -> text of each form. `repository` is `owner/name`; the site is taken to be its Pages."""
    owner, _, name = repository.partition("/")
    site = f"https://{owner.lower()}.github.io/{name}/"
    return {
        f"{FOLDER}{template(kind, language)}": _NOTE
        + json.dumps(_form(kind, language, site), ensure_ascii=False, indent=2)
        + "\n"
        for kind in _PAGES
        for language in ("zh", "en")
    }


def _form(kind: str, language: str, site: str) -> dict[str, Any]:
    intro = _INTRO.fill(site=site, page=_PAGES[kind])
    name = _NAMES[kind].in_language(language)
    return {
        "name": f"{name}(中文)" if language == "zh" else f"{name} (English)",
        "description": _ABOUT[kind].in_language(language),
        "title": _TITLES[language],
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": intro.in_language(language)}},
            {
                "type": "textarea",
                "id": Field.filing.value,
                "attributes": {
                    "label": Field.filing.label.in_language(language),
                    "description": _HINT.in_language(language),
                    "placeholder": _PLACEHOLDER.format(kind=kind),
                    "render": "yaml",
                },
                "validations": {"required": True},
            },
            {
                "type": "checkboxes",
                "id": Field.consent.value,
                "attributes": {
                    "label": Field.consent.label.in_language(language),
                    "options": [{"label": text.in_language(language), "required": True} for text in DECLARATIONS],
                },
            },
        ],
    }  # fmt: skip
