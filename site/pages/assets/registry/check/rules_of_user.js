// The rules on an institution's filing, by their codes.
import { RULES as selection } from "./article_08_selection.js";
import { RULES as dates } from "./article_09_dates.js";
import { RULES as evidence } from "./article_09_evidence.js";
import { RULES as platform } from "./article_10_platform.js";
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

export const RULES = Object.assign(
  {},
  ...[selection, dates, evidence, platform, content, information, basis, protection, live, affiliation, change, ownUse, province],
  ...[personalData, registryWide, transfer],
);
