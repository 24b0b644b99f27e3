// How many days are left until a last day: counted here, since a page is made once and read on many days. Without script the day itself stands.
const DAY = 86_400_000;

/** Days from today in Shanghai to an ISO day; negative when it has passed. */
export function daysLeft(lastDay, now = new Date()) {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(now);
  return Math.round((Date.parse(lastDay) - Date.parse(today)) / DAY);
}

/** The same in words. */
export function inWords(days) {
  if (days < 0) return [`已逾期 ${-days} 天`, `${-days} days late`];
  if (days === 0) return ["今天到期", "due today"];
  return [`还有 ${days} 天`, `${days} days left`];
}

if (typeof document !== "undefined") {
  for (const time of document.querySelectorAll("[data-last-day]")) {
    const days = daysLeft(time.dataset.lastDay);
    if (Number.isNaN(days)) continue;
    const [zh, en] = inWords(days);
    const words = document.createElement("strong");
    const english = document.createElement("span");
    english.lang = "en";
    english.textContent = en;
    words.append(`${zh} `, english);
    if (days < 0) words.className = "reg-late";
    time.after(" ", words);
  }
}
