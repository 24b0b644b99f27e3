// The rules on a provider's filing, by their codes.
import { RULES as scope } from "./article_02_scope.js";
import { RULES as dates } from "./article_09_dates.js";
import { RULES as evidence } from "./article_09_evidence.js";
import { RULES as place } from "./article_10_place.js";
import { RULES as platform } from "./article_10_platform.js";
import { RULES as headOffice } from "./article_11_head_office.js";
import { RULES as content } from "./article_12_content.js";
import { RULES as information } from "./article_12_information.js";
import { RULES as change } from "./article_15_change.js";
import { RULES as province } from "./article_26_province.js";
import { RULES as personalData } from "./personal_data.js";
import { RULES as registryWide } from "./registry_wide.js";
import { RULES as transfer } from "./transfer.js";
import { RULES as withdrawal } from "./withdrawal.js";

export const RULES = Object.assign(
  {},
  ...[scope, dates, evidence, place, platform, headOffice, content, information, change, province, personalData, registryWide, transfer, withdrawal],
);
