"""The issue forms of complaints, in Chinese and in English, and the page on which people choose between them.

Choices and headings are those that `registry.core.complaint_form` reads, so that form and reader cannot drift apart.
"""

import json
from collections.abc import Sequence
from typing import Any

from registry.core.authority import ORGANISATION
from registry.core.codes import Breach, Code
from registry.core.complaint_form import DECLARATIONS, OFF_CAMPUS, Elsewhere, Field, Role
from registry.core.text import Text

FOLDER = ".github/ISSUE_TEMPLATE/"
REPOSITORY = f"{ORGANISATION}/registry"
"""Where the forms are shown, as long as a deployment names no other."""

_NOTE = (
    "# Written by `registry forge forms`; change scripts/registry/render/complaint_forms.py, not this file.\n"
)

_PRIVATE_FIRST = Text(
    "**以下情形请勿在此公开填写**：未成年人的个人信息、安全漏洞、可识别学校或学生的材料、违法不良内容的截图、需要保密身份的举报。"
    "安全漏洞请用[非公开报告]({advisories})，其他请按[非公开渠道]({site}complain/#private)向主管部门反映。\n\n"
    "本议题公开可见，编辑后旧文字仍留在记录里。请先向提供者反映，未解决的再投诉。退费等商业纠纷和“双减”投诉不在此受理。",
    "**Do not write here** about personal data of minors, security holes, material by which a school or pupil can be known, screenshots of "
    "illegal content, or if you must stay unknown. Security holes: [report privately]({advisories}). All else: [private channel]({site}en/complain/#private) "
    "of the authority.\n\nThis issue is public, and what you edit out stays in its history. Tell the provider first; complain if that did not help. "
    "Refunds and other commercial disputes, and off-campus tutoring, are not handled here.",
)  # fmt: skip

_HINTS: dict[Field, Text] = {
    Field.subject: Text(
        "应用内公示的号码，例如 教APP备1190001号；不知道号码时填写应用全名。",
        "The number shown in the app, such as 教APP备1190001号; without one its full name.",
    ),
    Field.store_link: Text("选填。", "Optional."),
    Field.role: Text("不影响办理。", "It changes nothing in how the complaint is handled."),
    Field.category: Text(
        "选最主要的一项；另有事项请另行投诉。", "The main one; complain separately about others."
    ),
    Field.date: Text("例如 2026-11-20。", "For example 2026-11-20."),
    Field.version: Text("选填，在应用的“关于”里。", "Optional; see “about” in the app."),
    Field.description: Text(
        "在哪一页、怎样操作、看到什么。不要写姓名、电话、账号、学号。",
        "On which page, by which steps, what you saw. No names, telephone, account or pupil numbers.",
    ),
    Field.evidence: Text(
        "有哪些截图、录屏、单据。可附不含个人信息的截图；含个人信息、面容或违法内容的不要上传，写明“另行提供”，由主管部门通过非公开渠道收取。",
        "Which screenshots, recordings, receipts there are. Attach only screenshots without personal data; do not upload those with faces, personal data "
        "or illegal content: write “on request”, and the authority asks for them by its private channel.",
    ),
    Field.contact: Text(
        "何时、通过什么渠道向提供者反映，对方怎样答复。",
        "When and how you told the provider, and what it answered.",
    ),
    Field.school: Text(
        "选填学校名称。投诉选用单位的(选用未备案应用、未经集体决策选用)须填写其统一社会信用代码。",
        "Optional: name of the school. If it is about a school's choice of the app, its unified social credit code is needed.",
    ),
}
_OPTIONAL = frozenset({Field.store_link, Field.role, Field.version, Field.school})
_AREAS = frozenset({Field.description, Field.evidence, Field.contact})
_TITLES = {
    "zh": ("投诉举报(中文)", "对已备案教育应用或学校选用应用的投诉", "[投诉] "),
    "en": ("Complaint (English)", "About a filed educational app, or how a school uses one", "[Complaint] "),
}


def files(repository: str = REPOSITORY) -> dict[str, str]:
    """Path -> text of each file of the folder. `repository` is `owner/name`; the site is taken to be its Pages."""
    owner, _, name = repository.partition("/")
    links = {
        "advisories": f"https://github.com/{repository}/security/advisories/new",
        "site": f"https://{owner.lower()}.github.io/{name}/",
    }
    return {
        f"{FOLDER}config.yml": _text(_config(links)),
        **{f"{FOLDER}complaint.{language}.yml": _text(_form(language, links)) for language in ("zh", "en")},
    }


def _text(values: dict[str, Any]) -> str:
    """JSON is YAML that every reader understands alike: no quoting to get wrong."""
    return _NOTE + json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _config(links: dict[str, str]) -> dict[str, Any]:
    return {
        "blank_issues_enabled": False,
        "contact_links": [
            {
                "name": "填写备案 · Fill in a filing",
                "url": f"{links['site']}file/",
                "about": "先在填报页填写、检查，再粘贴到备案议题。The form writes and checks it; then paste it into an issue for filings.",
            },
            {
                "name": "① 涉及未成年人信息或需要保密 · Data of minors, or you must stay unknown",
                "url": f"{links['site']}complain/#private",
                "about": "请走非公开渠道，不要在此公开填写。Use the private channel of the authority, not a public issue.",
            },
            {
                "name": "② 安全漏洞 · Security hole",
                "url": links["advisories"],
                "about": "非公开报告，修复前不公开。Reported privately; not public until mended.",
            },
            {
                "name": "③ 投诉怎样办理 · How complaints are handled",
                "url": f"{links['site']}complain/",
                "about": "条件、期限和结果。What is needed, how long it takes, what comes of it.",
            },
        ],
    }


def _form(language: str, links: dict[str, str]) -> dict[str, Any]:
    name, description, title = _TITLES[language]
    intro = _PRIVATE_FIRST.fill(**links).in_language(language)
    return {
        "name": name,
        "description": description,
        "title": title,
        "labels": ["complaint"],
        "body": [
            {"type": "markdown", "attributes": {"value": intro}},
            *(_asked(field, language) for field in Field if field is not Field.consent),
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


def _asked(field: Field, language: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "label": field.label.in_language(language),
        "description": _HINTS[field].in_language(language),
    }
    kind = "textarea" if field in _AREAS else "input"
    choices = _CHOICES.get(field)
    if choices is not None:
        kind = "dropdown"
        attributes["options"] = [code.label.in_language(language) for code in choices]
    return {
        "type": kind,
        "id": field.value,
        "attributes": attributes,
        "validations": {"required": field not in _OPTIONAL},
    }


def matters() -> list[Breach | Elsewhere]:
    """The choices of what a complaint is about: breaches that this registry decides on, then what others do."""
    return [*(breach for breach in Breach if breach not in OFF_CAMPUS), *Elsewhere]


_CHOICES: dict[Field, Sequence[Code]] = {Field.role: list(Role), Field.category: matters()}
