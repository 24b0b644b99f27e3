// Whose business a filing is, and what happens next, with dates. What lies after the published calendar is provisional.

import { file } from "../files.js";
import { say } from "./words.js";

/** Names, clocks and working days, or null where they cannot be read. */
export const facts = () => file("form/next.json").catch(() => null);

const DAY = 86_400_000;

/** The last of `amount` working days after a day (ISO): {day, provisional}. Twin of core/clock.py. */
export function lastDay(from, amount, { off, worked, settled_until: settled }) {
  const [rest, work] = [new Set(off), new Set(worked)];
  let time = Date.parse(from);
  let day = from;
  for (let left = amount; left > 0; ) {
    time += DAY;
    day = new Date(time).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(time).getUTCDay());
    if (work.has(day) || (!weekend && !rest.has(day))) left--;
  }
  return { day, provisional: day > settled };
}

/** Name of the authority at a folder such as `zhejiang/330100/330106`; `placeOf` tells the names of a place below one. */
export function nameOf(known, folder, placeOf) {
  const [slug, ...codes] = folder.split("/");
  const one = known.authorities[slug];
  if (!one) return null;
  if (!codes.length) return say(one.zh, one.en);
  const place = placeOf(slug, codes[codes.length - 1]);
  return place ? say(`${place.zh}教育行政部门`, `Education authority of ${place.en}`) : null;
}

/** The sentences. `name`: of the authority; `today`: ISO; `change`: of a filing that is there already. */
export function steps(kind, known, folder, name, today, change = false) {
  const slug = folder.split("/")[0];
  const length = (clock) => known.shorter[slug]?.[clock] ?? known.clocks[clock];
  const until = (clock, from = today) => lastDay(from, length(clock), known.calendar);
  const told = ({ day, provisional }) => (provisional ? say(`${day}（暂定：其后的放假安排尚未公布）`, `${day} (provisional: the holidays after it are not announced yet)`) : day);
  if (kind === "user") {
    const confirm = until("confirm");
    return [
      say(`由 ${name} 确认（第十九条）。`, `${name} confirms it (Art. 19).`),
      say(`今天提交的，${told(confirm)} 之前应当有答复；没有答复不等于确认，可以询问。`, `Submitted today, there should be an answer by ${told(confirm)}; silence confirms nothing, so ask.`),
      say("被退回的，按意见修改同一个文件，再次提交。", "If it is returned, mend the same file as told and submit it again."),
    ];
  }
  const review = until("review");
  return [
    say(`由 ${name} 核验（第十条、第十三条）。`, `${name} checks it (Art. 10 and 13).`),
    say(`今天提交的，最晚 ${told(review)} 反馈（${length("review")} 个工作日）。`, `Submitted today, feedback comes by ${told(review)} (${length("review")} working days).`),
    say(`有反馈的，收到后 ${length("supplement")} 个工作日内补充；例如 ${review.day} 收到的，到 ${told(until("supplement", review.day))} 为止，逾期视为放弃。`, `After feedback there are ${length("supplement")} working days to supplement: received on ${review.day}, until ${told(until("supplement", review.day))}; later it counts as abandoned.`),
    change
      ? say("通过后在本站公示；已有的备案号不变，新增的应用各得一个号。", "Once it is approved, it is shown here; numbers stay as they are, and each new app gets one.")
      : say("通过后自动编号，在本站公示。", "Once it is approved, a number is given and the app is shown here."),
  ];
}
