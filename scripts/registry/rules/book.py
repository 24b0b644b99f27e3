"""All rules in one place: importing this module fills the table."""

from registry.rules import (
    article_02_scope,
    article_08_selection,
    article_09_dates,
    article_09_evidence,
    article_10_place,
    article_10_platform,
    article_11_head_office,
    article_11_once,
    article_12_content,
    article_12_information,
    article_14_number,
    article_15_change,
    article_17_basis,
    article_17_protection,
    article_18_live,
    article_19_affiliation,
    article_20_change,
    article_21_own_use,
    article_24_bar,
    article_24_case,
    article_24_effects,
    article_26_province,
    authority_files,
    form,
    impersonation,
    personal_data,
    pull_request,
    registry_wide,
    sheet,
    transfer,
    withdrawal,
)
from registry.rules.catalogue import RULES, Rule

MODULES = (
    form, article_02_scope, article_08_selection, article_09_dates, article_09_evidence, article_10_place,
    article_10_platform, article_11_head_office, article_11_once, article_12_content, article_12_information,
    article_14_number, article_15_change, article_17_basis, article_17_protection, article_18_live, article_19_affiliation,
    article_20_change, article_21_own_use, article_24_bar, article_24_case, article_24_effects, article_26_province,
    authority_files, registry_wide, withdrawal, transfer, impersonation, personal_data, pull_request, sheet,
)  # fmt: skip


def every_rule() -> list[Rule]:
    """All rules: articles first, then form, registry-wide and checks that could not run; by code within each."""
    order = {"A": 0, "F": 1, "R": 2, "P": 3, "S": 4, "T": 5}

    def place(rule: Rule) -> tuple[int, str, int]:
        family, _, number = rule.code.partition("-")
        return order[rule.code[0]], family, int(number or 0)

    return sorted(RULES.values(), key=place)
