// The page of institutions' uses: by school, by app, by area. Each view has an address of its own, and every way on is a link.

import { appLink, badge, chinese, element, root, say, word } from "./apps.js";
import { searchApps, searchInstitutions } from "./finder.js";
import { classify } from "./text.js";
import { appOf, below, byAuthority, counter, index, institutionOf, institutionsOf, placesOf, usersOf } from "./uses.js";

const STEP = 50;
const NAMED = 20;
const field = document.getElementById("who");
const answer = document.getElementById("answer");
const count = document.getElementById("count");
const asked = new URLSearchParams(location.search);

const paragraph = (...children) => element("p", {}, ...children);
const heading = (...children) => element("h2", { class: "reg-answer-title" }, ...children);
const link = (path, ...children) => element("a", { href: new URL(say(path, `en/${path}`), root).href }, ...children);
const number = (digits) => element("span", { class: "reg-mono", ...chinese }, `教APP备${digits}号`);
const many = (n, zh, one, more) => say(`${n} ${zh}`, `${n} ${n === 1 ? one : more}`);
const uses = (n) => many(n, "项使用备案", "use", "uses");
const institutions = (n) => many(n, "个机构", "institution", "institutions");

/** A link to another view of this page. */
function view(parameters, ...children) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of Object.entries(parameters)) if (value) address.searchParams.set(name, value);
  return element("a", { href: address.href }, ...children);
}

const CLASS = { confirmed: "filed", lapsed: "suspended", invalidated: "withdrawn" };
const WORTH = {
  confirmed: () => say("使用备案已确认", "Use confirmed"),
  lapsed: (status) => status && say(`已失效：应用${status.zh}`, `Lapsed: the app is ${status.en.toLowerCase()}`),
  invalidated: () => say("确认已失效", "Confirmation no longer valid"),
};
const worth = ({ state, status }) =>
  element("span", { class: `reg-badge reg-is-${CLASS[state.code] ?? "withdrawn"}` }, WORTH[state.code]?.(status) ?? word(state));

const FOR_SCHOOLS = {
  filed: ["备案有效。学校选用仍须集体决策，并办理自己的使用备案。", "The filing is in force. A school still needs a collective decision and a user filing of its own."],
  change_pending: ["变更正在核验，原备案继续有效。学校选用须办理自己的使用备案。", "A change is being checked; the filing stays in force. A school needs a user filing of its own."],
  suspended: ["应用暂时下线整改，恢复之前学校不应新选用。", "The app is suspended; schools should not newly choose it until it is reinstated."],
  withdrawn: ["提供者已注销备案，学校不应再选用。", "The provider withdrew the filing; schools should no longer choose the app."],
  revoked: ["备案已被撤销，学校不应继续使用。", "The filing was revoked; schools should stop using the app."],
};

/** One use in a line or two. `named`: with its app; else only how it is used. */
function useItem(use, named) {
  const manner = [word(use.manner.basis), word(use.manner.mode), use.manner.uniform ? say("统一使用", "used uniformly") : ""];
  const item = element("li");
  if (named && use.digits) item.append(appLink(use.digits, use.name), " ", number(use.digits), element("br"));
  if (!use.digits) item.append(element("span", chinese, use.name), " · ", element("span", chinese, use.system), " · ", say("自研自用", "developed for own use"), element("br"));
  item.append(worth(use), " ", say(`自 ${use.since} 起`, `since ${use.since}`), " · ", manner.filter(Boolean).join(say("、", ", ")));
  return item;
}

/** An institution in a list, with its uses. */
function institutionItem(one, only) {
  const shown = only ? one.uses.filter((use) => use.digits === only) : one.uses;
  const item = element("li", {}, view({ school: one.uscc }, element("span", chinese, one.name)), " ");
  item.append(element("span", { class: "reg-mono" }, one.uscc), ` · ${word(one.level)}`);
  item.append(element("ul", { class: "reg-uses" }, ...shown.map((use) => useItem(use, !only))));
  return item;
}

const ownFiling = () => paragraph(link("use/", say("怎样办理本校的使用备案", "How to file your own school's use")));

const LIVE = ["filed", "change_pending"];
const updating = () => paragraph(link("use/", say("已在使用的学校须在10个工作日内变更使用备案（第二十条），期内恢复备案的除外", "Schools that use it change their filing within 10 working days (Art. 20), unless it is reinstated by then")));

/** The names of a place, from its authority down: [{place, zh, en}]. */
function trail(places, at) {
  const { authority } = places;
  const known = new Map(places.places.map((one) => [one.place, one]));
  const steps = at.split("/");
  return steps.map((step, depth) => {
    const place = steps.slice(0, depth + 1).join("/");
    if (depth === 0) return { place, zh: authority.zh, en: authority.en };
    if (step === "0") return { place, zh: "直属单位", en: "directly under it" };
    return { place, zh: known.get(place)?.zh ?? step, en: known.get(place)?.en ?? step };
  });
}

/** Links from the whole country down to a place. */
function crumbs(places, at, digits) {
  const all = element("li", {}, view({ app: digits }, say("全国", "Whole country")));
  const steps = trail(places, at).map((step, i, every) =>
    element("li", {}, i === every.length - 1 ? word(step) : view({ app: digits, at: step.place }, word(step))),
  );
  return element("nav", { class: "reg-crumbs", "aria-label": say("所在位置", "Where you are") }, element("ol", {}, all, ...steps));
}

/** The institutions of a place, a file at a time, as many as fit; more on demand. */
async function listing(place, digits) {
  const list = element("ol", { class: "reg-rows" });
  const more = element("button", { type: "button", class: "reg-more" }, say("显示更多", "Show more"));
  const waiting = [];
  const files = [...place.files];
  const show = async () => {
    while (waiting.length < STEP && files.length) {
      const read = await institutionsOf(files[0]);
      files.shift();
      waiting.push(...read.filter((one) => one.place === place.place && (!digits || one.uses.some((use) => use.digits === digits))));
    }
    const made = waiting.splice(0, STEP).map((one) => institutionItem(one, digits));
    list.append(...made);
    more.hidden = !waiting.length && !files.length;
    return made[0];
  };
  more.addEventListener("click", () =>
    show().then((first) => first?.querySelector("a").focus(), () => (count.textContent = unreadable())),
  );
  await show();
  return [list, paragraph(more)];
}

/** What lies at a place: the places below it, or its institutions. */
async function area(at, digits) {
  const slug = at.split("/")[0];
  const [{ authorities }, places, users] = await Promise.all([index(), placesOf(slug), digits ? usersOf(digits) : null]);
  const direct = at.endsWith("/0");
  const path = direct ? at.slice(0, -2) : at;
  const authority = authorities.find((one) => one.slug === slug);
  const { steps, own } = authority && (!digits || users) ? below(places.places, path, counter(users, authority)) : { steps: [], own: 0 };
  if (!steps.length && !own) {
    return [heading(say("这里没有已确认的使用备案", "No confirmed uses here")), paragraph(view({ app: digits }, say("回到全国", "Back to the whole country")))];
  }
  const title = trail(places, at).map(word).join(" · ");
  const made = [crumbs(places, at, digits), heading(title)];
  if (steps.length && !direct) {
    count.textContent = uses(steps.reduce((sum, step) => sum + step.uses, own));
    const items = steps.sort((a, b) => b.uses - a.uses || (a.place < b.place ? -1 : 1)).map((step) => placeItem(step.place, word(step), step.uses, digits));
    if (own) items.unshift(placeItem(`${path}/0`, say("直属单位", "Directly under it"), own, digits));
    return [...made, element("ul", { class: "reg-rows" }, ...items)];
  }
  const place = places.places.find((one) => one.place === path);
  count.textContent = digits ? uses(own) : `${institutions(place.institutions)}${say("，", ", ")}${uses(own)}`;
  return [...made, ...(await listing(place, digits))];
}

const placeItem = (at, name, n, digits) => element("li", {}, view({ app: digits, at }, name), ` · ${uses(n)}`);

/** An app: whether it is filed, and where it is used. */
async function byApp(digits, at) {
  const [app, users] = await Promise.all([appOf(digits), usersOf(digits)]);
  if (!app) {
    return [
      heading(say(`没有查到 教APP备${digits}号`, `教APP备${digits}号 was not found`)),
      paragraph(say("号码可能抄错了，也可能没有备案。", "The number may be mistyped, or the app may not be filed."), " ", verifyLink(digits)),
    ];
  }
  document.title = `${app.name} - ${document.title}`;
  const told = FOR_SCHOOLS[app.status.code];
  const card = element("div", { class: `reg-answer reg-is-${app.status.code}` }, element("p", { class: "reg-word" }, badge(app.status)));
  card.append(heading(appLink(digits, app.name)), paragraph(number(digits), " · ", element("span", chinese, app.provider.name)));
  if (told) card.append(paragraph(say(...told)));
  if (app.demonstration) card.append(element("p", { class: "reg-demonstration" }, say("示例数据，均为虚构。", "Demonstration data, entirely fictional.")));
  card.append(LIVE.includes(app.status.code) ? ownFiling() : updating());
  if (at) return [card, ...(await area(at, digits))];
  if (!users) {
    count.textContent = "";
    return [card, heading(say("还没有学校办理它的使用备案", "No school has filed a use of it yet"))];
  }
  const sums = await byAuthority(users);
  const states = [
    [users.confirmed, "项有效", "in force"],
    [users.lapsed, "项已随应用失效", "lapsed with the app"],
    [users.invalidated, "项确认已失效", "no longer valid"],
  ].filter(([n]) => n);
  count.textContent = say(`使用备案：${states.map(([n, zh]) => `${n} ${zh}`).join("，")}`, `Uses: ${states.map(([n, , en]) => `${n} ${en}`).join(", ")}`);
  const items = sums.map(([one, n]) => placeItem(one.slug, word(one), n, digits));
  return [card, heading(say("哪些地方的学校在用", "Where schools use it")), element("ul", { class: "reg-rows" }, ...items)];
}

function verifyLink(digits) {
  const address = new URL(say("verify/", "en/verify/"), root);
  address.searchParams.set("n", digits);
  return element("a", { href: address.href }, say("核验这个号码", "Verify the number"));
}

/** A school by its code: all its uses. */
async function bySchool(uscc) {
  const one = await institutionOf(uscc);
  if (!one) {
    return [
      heading(say("这个代码的单位没有已确认的使用备案", "The unit of this code has no confirmed use")),
      paragraph(say("可能还没有办理，也可能还在确认。", "It may not have filed any, or they may still be under confirmation.")),
      ownFiling(),
    ];
  }
  document.title = `${one.name} - ${document.title}`;
  count.textContent = uses(one.uses.length);
  const places = await placesOf(one.place.split("/")[0]);
  const facts = paragraph(element("span", { class: "reg-mono" }, one.uscc), ` · ${word(one.level)} · `, view({ at: one.place }, trail(places, one.place).map(word).join(" · ")));
  return [heading(element("span", chinese, one.name)), facts, element("ul", { class: "reg-rows reg-uses" }, ...one.uses.map((use) => useItem(use, true)))];
}

/** Schools and apps by a part of their name. */
async function byName(text) {
  if (Array.from(text).length < 2) return [heading(say("请至少输入两个字", "Please type at least two characters"))];
  const [{ institutions: schools }, { apps }] = await Promise.all([searchInstitutions(text), searchApps(text)]);
  const [found, used] = await Promise.all([first(schools, NAMED), first(apps, NAMED)]);
  const searchLink = element("a", { href: searchAddress(text) }, say("在查询页看全部结果", "See all results on the search page"));
  if (!found.length && !used.length) {
    return [
      heading(say(`没有查到“${text}”`, `Nothing found for “${text}”`)),
      paragraph(say("换几个字再查，或按地区查找。没有查到不等于没有备案。", "Try other characters, or look by area. Not found does not mean not filed.")),
      ownFiling(),
    ];
  }
  count.textContent = `${institutions(schools.found.total)}${say("，", ", ")}${many(apps.found.total, "个应用", "app", "apps")}`;
  const made = [];
  if (found.length) made.push(heading(say("学校和单位", "Schools and units")), element("ul", { class: "reg-rows" }, ...found.map((one) => element("li", {}, view({ school: one.uscc }, element("span", chinese, one.name)), " ", element("span", { class: "reg-mono" }, one.uscc)))));
  if (used.length) made.push(heading(say("应用", "Apps")), element("ul", { class: "reg-rows" }, ...used.map((one) => element("li", {}, view({ app: one.number }, element("span", chinese, one.name)), " ", number(one.number), " · ", element("span", chinese, one.unit.name)))));
  return found.length === NAMED || used.length === NAMED ? [...made, paragraph(searchLink)] : made;
}

function searchAddress(text) {
  const address = new URL(say("search/", "en/search/"), root);
  address.searchParams.set("q", text);
  return address.href;
}

async function first(listing, most) {
  const found = [];
  for await (const row of listing.rows({}, "best")) {
    found.push(row);
    if (found.length === most) break;
  }
  return found;
}

const unreadable = () => say("数据暂时读取不了，请稍后再试一次。", "The data cannot be read just now; please try again in a moment.");

/** The view that the address asks for, or null for the start. */
function wanted() {
  const at = asked.get("at");
  if (at && !/^[a-z]{2,20}(\/([1-6][0-9]{5}|0)){0,2}(\/0)?$/.test(at)) return null;
  const digits = asked.get("app")?.match(/[0-9]{7}/)?.[0];
  if (digits) return byApp(digits, at);
  if (asked.get("school")) return bySchool(asked.get("school").toUpperCase());
  if (at) return area(at, "");
  const typed = classify(asked.get("q") ?? "");
  if (typed.kind === "number" && typed.digits.length === 7) return byApp(typed.digits, "");
  if (typed.kind === "uscc") return bySchool(typed.text);
  return typed.kind === "empty" ? null : byName(asked.get("q").trim());
}

async function show() {
  field.value = asked.get("q") ?? asked.get("app") ?? asked.get("school") ?? "";
  const asking = wanted();
  if (!asking) return;
  document.getElementById("areas").hidden = true;
  const reading = say("正在读取数据……", "Reading the data…");
  if (!count.textContent) count.textContent = reading;
  const onwards = paragraph(view({}, say("按地区查看全部", "All, by area")));
  try {
    const made = await asking;
    if (count.textContent === reading) count.textContent = "";
    answer.replaceChildren(...made, onwards);
  } catch (error) {
    count.textContent = unreadable();
    answer.replaceChildren(onwards);
    throw error;
  }
}

show();
