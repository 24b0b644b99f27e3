// The verification page: what the number is, whether it is registered, and what that means. Never "illegal".

import { appLink, badge, chinese, element, load, root, row, say } from "./apps.js";
import { classify, fold, oneSlipApart } from "./text.js";

const NEAR_SHOWN = 8;
const form = document.getElementById("verify");
const field = document.getElementById("number");
const answer = document.getElementById("answer");
let latest = 0;

const paragraph = (...children) => element("p", {}, ...children);
const heading = (text) => element("h2", { class: "reg-answer-title" }, text);
const searchLink = (text, label) => {
  const address = new URL(say("search/", "en/search/"), root);
  address.searchParams.set("q", text);
  return element("a", { href: address.href }, label);
};

/** The record of a number, or null if it is not registered. Throws when the data cannot be read. */
async function lookUp(digits) {
  const file = await fetch(new URL(`api/v1/number/${digits.slice(0, 5)}.json`, root));
  if (file.status === 404) return null;
  if (!file.ok) throw new Error(`status ${file.status}`);
  return (await file.json()).result[digits] ?? null;
}

function fact(zh, en, value, mono) {
  const shown = element("dd", mono ? { class: "reg-mono", ...(value.startsWith("教") ? chinese : {}) } : {}, value);
  return element("div", {}, element("dt", {}, say(zh, en)), shown);
}

async function card(record) {
  const list = await load();
  const words = list.statuses[record.status.code];
  const facts = element("dl", { class: "reg-facts" });
  facts.append(
    fact("备案号", "Filing number", record.number, true),
    fact("提供者", "Provider", element("a", { href: new URL(`provider/${record.provider.uscc}.html`, root).href, ...chinese }, record.provider.name)),
    fact("核验机关", "Checked by", say(record.authority.zh, record.authority.en)),
    fact("备案日期", "Filed on", record.filed_on),
  );
  if (record.android_package) facts.append(fact("安卓包名", "Android package", record.android_package, true));
  if (record.ios_bundle) facts.append(fact("iOS Bundle ID", "iOS bundle id", record.ios_bundle, true));
  const made = element("div", { class: `reg-answer reg-is-${record.status.code}` });
  made.append(
    element("p", { class: "reg-word" }, badge(record.status, record.status.code), " ", element("time", { datetime: record.since }, record.since)),
    element("h2", { class: "reg-answer-title" }, appLink(record.number.slice(5, 12), record.name)),
    paragraph(say(words.meaning.zh, words.meaning.en)),
  );
  if (record.demonstration) {
    made.append(element("p", { class: "reg-demonstration" }, say("示例数据，均为虚构。", "Demonstration data, entirely fictional.")));
  }
  made.append(facts, paragraph(say("请核对手机上的应用名称和包名是否一致。", "Compare name and package name with the app on the phone.")));
  return [made];
}

async function missing(digits) {
  const list = await load();
  const near = list.apps.filter((app) => oneSlipApart(digits, app.number)).slice(0, NEAR_SHOWN);
  const wrongLength = digits.length !== 7;
  const made = [
    heading(
      wrongLength
        ? say(`备案号应为 7 位数字，您输入了 ${digits.length} 位`, `A filing number has 7 digits; you typed ${digits.length}`)
        : say(`没有查到 教APP备${digits}号`, `教APP备${digits}号 was not found`),
    ),
    paragraph(
      say(
        "没有查到不等于违规：号码可能抄错了，备案可能在数据截止日之后完成，也可能没有备案或不属于备案范围。",
        "Not found does not mean unlawful: the number may be mistyped, filed after the day of these data, or the app may not be filed or be out of scope.",
      ),
    ),
  ];
  if (near.length) {
    made.push(heading(say("相近的号码", "Numbers that are close")), element("ul", { class: "reg-rows", id: "near" }, ...near.map((app) => row(app, list))));
  }
  return made;
}

async function unit(uscc) {
  const list = await load();
  const apps = list.apps.filter((app) => app.uscc === uscc);
  if (!apps.length) {
    return [heading(say("这个统一社会信用代码没有登记应用", "No app is registered under this unified social credit code"))];
  }
  const link = element("a", { href: new URL(`provider/${uscc}.html`, root).href, ...chinese }, apps[0].provider);
  return [heading(link), element("ul", { class: "reg-rows" }, ...apps.map((app) => row(app, list)))];
}

async function named(text) {
  const list = await load();
  const wanted = fold(text);
  const apps = list.apps.filter((app) => app.hay.includes(wanted)).slice(0, NEAR_SHOWN);
  if (!apps.length) {
    return [
      heading(say("没有查到这个名称", "Nothing has this name")),
      paragraph(searchLink(text, say("换个写法再查", "Try another spelling in the search"))),
    ];
  }
  return [
    heading(say("名称相符的应用", "Apps with this name")),
    element("ul", { class: "reg-rows" }, ...apps.map((app) => row(app, list))),
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
  return turn === latest ? answer.replaceChildren(...shown) : undefined;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("n", field.value);
  history.replaceState(null, "", address);
  verify();
});
field.value = new URL(location.href).searchParams.get("n") ?? "";
verify();
