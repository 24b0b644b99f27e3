// The verification page: what the number is, whether it is registered, and what that means. Never "illegal".

import { appLink, appRow, badge, chinese, element, providerLink, root, say, word } from "./apps.js";
import { file, index } from "./files.js";
import { searchApps } from "./finder.js";
import { keep } from "./offline.js";
import { checkDigit, classify, slips } from "./text.js";

const NEAR_SHOWN = 8;
const form = document.getElementById("verify");
const field = document.getElementById("number");
const answer = document.getElementById("answer");
let latest = 0;

const paragraph = (...children) => element("p", {}, ...children);
const heading = (text) => element("h2", { class: "reg-answer-title" }, text);
const searchLink = (text, label) => {
  const address = new URL(say("search/", "en/search/"), root);
  if (text) address.searchParams.set("q", text);
  return element("a", { href: address.href }, label);
};

/** The records of the block of 100 numbers that a number lies in, by number; none if nothing is registered there. */
async function block(digits) {
  const path = `api/v1/number/${digits.slice(0, 5)}.json`;
  const { spans } = await file("search/numbers.json");
  const first = Number(digits.slice(0, 5)) * 100;
  return spans.some(([from, count]) => from < first + 100 && from + count > first) ? (await file(path)).result : {};
}

/** The record of a number, or null if it is not registered. */
const lookUp = async (digits) => (await block(digits))[digits] ?? null;

/** A record of the look-up as a row of a list. */
const asRow = (record) => appRow({ ...record, number: record.number.slice(5, 12), provider: record.provider.name });

function fact(zh, en, value, mono) {
  const shown = element("dd", mono ? { class: "reg-mono", ...(value.startsWith("教") ? chinese : {}) } : {}, value);
  return element("div", {}, element("dt", {}, say(zh, en)), shown);
}

async function card(record) {
  const meaning = (await index()).meanings[record.status.code];
  const facts = element("dl", { class: "reg-facts" });
  facts.append(
    fact("备案号", "Filing number", record.number, true),
    fact("提供者", "Provider", providerLink(record.provider.uscc, record.provider.name)),
    fact("核验机关", "Checked by", word(record.authority)),
    fact("备案日期", "Filed on", record.filed_on),
  );
  if (record.android_package) facts.append(fact("安卓包名", "Android package", record.android_package, true));
  if (record.ios_bundle) facts.append(fact("iOS Bundle ID", "iOS bundle id", record.ios_bundle, true));
  const made = element("div", { class: `reg-answer reg-is-${record.status.code}` });
  made.append(
    element("p", { class: "reg-word" }, badge(record.status), " ", element("time", { datetime: record.since }, record.since)),
    element("h2", { class: "reg-answer-title" }, appLink(record.number.slice(5, 12), record.name)),
    paragraph(word(meaning)),
  );
  if (record.demonstration) {
    made.append(element("p", { class: "reg-demonstration" }, say("示例数据，均为虚构。", "Demonstration data, entirely fictional.")));
  }
  made.append(facts, paragraph(say("请核对手机上的应用名称和包名是否一致。", "Compare name and package name with the app on the phone.")));
  return [made];
}

/** Registered numbers that are one slip away, as rows. */
async function near(digits) {
  const { spans } = await file("search/numbers.json");
  const issued = (number) => spans.some(([from, count]) => number >= from && number < from + count);
  const numbers = slips(digits).filter((number) => issued(Number(number))).slice(0, NEAR_SHOWN);
  return (await Promise.all(numbers.map(lookUp))).filter(Boolean).map(asRow);
}

async function missing(digits) {
  const rows = await near(digits);
  const made = [
    heading(
      digits.length === 7
        ? say(`没有查到 教APP备${digits}号`, `教APP备${digits}号 was not found`)
        : say(`备案号应为 7 位数字，您输入了 ${digits.length} 位`, `A filing number has 7 digits; you typed ${digits.length}`),
    ),
    paragraph(say("没有查到不等于违规，可能有三种情况：", "Not found does not mean unlawful. It can mean three things:")),
    element(
      "ol",
      {},
      element("li", {}, say("号码抄错了。请与应用里的号码逐位核对。", "The number is mistyped: compare it digit by digit with the one in the app.")),
      element("li", {}, say("备案在本站数据日期之后完成。过几天再查。", "The app was filed after the day of these data: look again in a few days.")),
      element("li", {}, say("应用没有备案，或者不属于备案范围。", "The app is not filed, or is out of scope.")),
    ),
    paragraph(element("a", { href: new URL(say("complain/", "en/complain/"), root).href }, say("反映情况", "Report it")), " · ", searchLink("", say("按应用名称查询", "Search by the app's name"))),
  ];
  if (rows.length) {
    made.push(heading(say("相近的号码", "Numbers that are close")), element("ul", { class: "reg-rows", id: "near" }, ...rows));
  }
  return made;
}

/** The apps of a unit, from the file of all units whose codes end alike. */
async function unit(uscc) {
  let found = null;
  try {
    found = (await file(`api/v1/provider/${uscc.slice(-2)}.json.gz`)).result[uscc] ?? null;
  } catch (error) {
    if (!/status 404/.test(error.message)) throw error; // no unit has a code that ends so
  }
  if (!found) {
    return [
      heading(say("这个统一社会信用代码没有登记应用", "No app is registered under this unified social credit code")),
      ...(checkDigit(uscc) === uscc.at(-1)
        ? []
        : [paragraph(say("这个代码的最后一位与前面不符，请核对是否抄错。", "The last character does not fit the others: please check the code."))]),
    ];
  }
  return [heading(providerLink(uscc, found.unit.name)), element("ul", { class: "reg-rows" }, ...found.apps.map((app) => asRow({ ...app, provider: found.unit, authority: found.authority, demonstration: found.demonstration })))];
}

async function named(text) {
  const [{ apps }, words] = await Promise.all([searchApps(text), index()]);
  const rows = [];
  const label = (key, place) => words.facets.apps.find((facet) => facet.key === key).values[place];
  for await (const app of apps.rows({}, "best")) {
    if (rows.length === NEAR_SHOWN) break;
    rows.push(
      appRow({
        number: app.number,
        name: app.name,
        provider: app.unit.name,
        status: label("status", app.status),
        authority: label("authority", app.authority),
        demonstration: Number(app.number.slice(2)) >= words.first_demonstration_serial,
      }),
    );
  }
  if (!rows.length) {
    return [
      heading(say("没有查到这个名称", "Nothing has this name")),
      paragraph(searchLink(text, say("换个写法再查", "Try another spelling in the search"))),
    ];
  }
  return [
    heading(say("名称相符的应用", "Apps with this name")),
    element("ul", { class: "reg-rows" }, ...rows),
    paragraph(searchLink(text, say("查看全部结果", "See all results"))),
  ];
}

function otherFiling(zh, en) {
  return [
    heading(say(zh, en)),
    paragraph(
      say(
        "教育备案号以“教APP备”开头，后面是 7 位数字，常在应用的“设置”或“关于”里，和这个号码写在一起。",
        "An education filing number begins with 教APP备 and seven digits; it often stands beside this one under “Settings” or “About”.",
      ),
    ),
    paragraph(searchLink("", say("也可以按应用名称或单位查询", "You can also search by app or provider"))),
  ];
}

async function answerTo(asked) {
  switch (asked.kind) {
    case "number": {
      const record = asked.digits.length === 7 ? await lookUp(asked.digits) : null;
      return record ? card(record) : missing(asked.digits);
    }
    case "icp":
      return otherFiling("这是ICP备案号，不是教育备案号", "This is an ICP filing number, not an education filing number");
    case "police":
      return otherFiling("这是公安机关的备案号，不是教育备案号", "This is a filing number of the police, not an education filing number");
    case "uscc":
      return unit(asked.text);
    default:
      return named(asked.text);
  }
}

async function verify() {
  const turn = ++latest;
  const asked = classify(field.value);
  if (asked.kind === "empty") return answer.replaceChildren();
  answer.replaceChildren(paragraph(say("正在核验……", "Looking it up…")));
  let shown;
  try {
    shown = await answerTo(asked);
  } catch {
    shown = [paragraph(say("数据暂时读取不了，请稍后再核验一次。", "The data cannot be read just now; please try again in a moment."))];
  }
  if (turn === latest) answer.replaceChildren(...shown);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("n", field.value);
  history.replaceState(null, "", address);
  verify();
});
// Asked for beforehand, so that an answer takes one request more; who cannot read them is told when there is a question.
const early = [index(), file("search/numbers.json")];
field.value = new URL(location.href).searchParams.get("n") ?? "";
Promise.allSettled([verify(), ...early]).then(keep);
