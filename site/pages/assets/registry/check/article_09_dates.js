// Twin of rules/article_09_dates.py: the days on the evidence can be true, and the screenshot is not stale.
import { monthsAway } from "./days.js";
import { approvedSystem, isEqual, statuses, systems } from "./parts.js";
import { word } from "./words.js";

const SERVICE_OF_AN_APP = /号?-[0-9]+A$/;
const YEAR = /ICP备([0-9]{4})[0-9]{6}号/;
const APP_FILING_BEGAN = "2023-09-01";

function* days({ place, system: { icp, mlps } }) {
  if (icp) yield [[...place, "icp", "evidence_date"], icp.evidence_date];
  if (mlps) yield [[...place, "mlps", "issue_date"], mlps.issue_date];
  if (mlps?.test_report_date) yield [[...place, "mlps", "test_report_date"], mlps.test_report_date];
}

function* evidenceIsNotOfTheFuture(file, _, today) {
  for (const part of systems(file)) {
    for (const [place, day] of days(part)) if (day > today) yield { place, values: { day, today } };
  }
}

/** Why a screenshot cannot show the number, if it cannot. */
function impossible({ number, evidence_date: day }) {
  const year = YEAR.exec(number)?.[1];
  if (year && day.slice(0, 4) < year) return word("year_of_the_number", { year });
  return SERVICE_OF_AN_APP.test(number) && day < APP_FILING_BEGAN ? word("numbers_of_apps_began") : undefined;
}

function* screenshotCanShowTheNumber(file, lookup) {
  for (const part of systems(file)) {
    const { icp } = part.system;
    const why = icp && impossible(icp);
    if (!why) continue;
    const before = approvedSystem(file, lookup, part);
    if (!before || !isEqual(before.icp, icp)) yield { place: [...part.place, "icp", "evidence_date"], values: { day: icp.evidence_date, why } };
  }
}

function* screenshotIsFresh(file, lookup, today) {
  const known = statuses(lookup);
  for (const { place, system, items } of systems(file)) {
    const { icp } = system;
    if (icp && icp.evidence_date < monthsAway(today, -12) && !impossible(icp) && items.some((item) => !known.has(item))) {
      yield { place: [...place, "icp", "evidence_date"], values: { day: icp.evidence_date } };
    }
  }
}

export const RULES = { "A09-9": evidenceIsNotOfTheFuture, "A09-10": screenshotCanShowTheNumber, "A09-11": screenshotIsFresh };
