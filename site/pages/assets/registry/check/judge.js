// Twin of rules/judge.py and rules/book.py: all rules on a filing of the right form, in the order of the rule book.
import { RULES as scope } from "./article_02_scope.js";
import { RULES as selection } from "./article_08_selection.js";
import { RULES as dates } from "./article_09_dates.js";
import { RULES as evidence } from "./article_09_evidence.js";
import { RULES as place } from "./article_10_place.js";
import { RULES as platform } from "./article_10_platform.js";
import { RULES as headOffice } from "./article_11_head_office.js";
import { RULES as content } from "./article_12_content.js";
import { RULES as information } from "./article_12_information.js";
import { RULES as basis } from "./article_17_basis.js";
import { RULES as protection } from "./article_17_protection.js";
import { RULES as live } from "./article_18_live.js";
import { RULES as affiliation } from "./article_19_affiliation.js";
import { RULES as change } from "./article_20_change.js";
import { RULES as ownUse } from "./article_21_own_use.js";
import { RULES as province } from "./article_26_province.js";
import { RULES as personalData } from "./personal_data.js";
import { RULES as registryWide } from "./registry_wide.js";
import { RULES as transfer } from "./transfer.js";
import { RULES as withdrawal } from "./withdrawal.js";

const RULES = Object.assign(
  {},
  ...[scope, selection, dates, evidence, place, platform, headOffice, content, information, basis, protection, live, affiliation],
  ...[change, ownUse, province, personalData, registryWide, transfer, withdrawal],
);

/** The codes that have a check here; further ones follow from these or from the form. */
export const judged = Object.keys(RULES);

/** Faults of a file `{kind, path, content}` by the checks of `codes`; `tables`: those of its kind. */
export function judge(codes, tables, file, lookup, today) {
  return codes.flatMap((code) => (RULES[code] ? [...RULES[code](file, lookup, today, tables)].map((fault) => ({ code, ...fault })) : []));
}
