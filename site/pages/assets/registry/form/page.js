// The page of a form: new or loaded, checked, reviewed, and taken to where it is decided on.

import * as drafts from "./draft.js";
import { goTo, list, mark } from "./marks.js";
import { whenReleased } from "./pointer.js";
import { review } from "./review.js";
import { shapeOf } from "./shape.js";
import { at, has, isRecord } from "./values.js";
import { View, placeOf } from "./view.js";
import { copied, copyText, download, forgeLink } from "./ways.js";
import { pathOf } from "./where.js";
import { element, language, root, say } from "./words.js";
import { toYaml } from "./write.js";

const form = document.getElementById("form");
const { kind, schema, version, repository } = form.dataset;
const byId = (id) => document.getElementById(id);
const shape = shapeOf(form);

/** Today in Shanghai, `2026-01-31`. */
const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());

const PREFIXES = { systems: "system", apps: "app", uses: "use" };

/** The first values of a new item: an id that no other has, and the one system that there is. Nothing that declares anything. */
function filled(place, item, items) {
  const prefix = PREFIXES[place[place.length - 1]];
  if (prefix) {
    const taken = new Set(items.map((one) => one?.id));
    let number = items.length + 1;
    while (taken.has(`${prefix}-${number}`)) number++;
    item.id = `${prefix}-${number}`;
  }
  const systems = view.filing.systems;
  if (prefix === "app" && !item.system_id && Array.isArray(systems) && systems.length === 1 && systems[0].id) item.system_id = systems[0].id;
}

/** A filing with nothing in it but one of each thing that it cannot be without. */
function blank() {
  const filing = { schema: `${schema}/v1` };
  if (kind === "provider") Object.assign(filing, { systems: [{ id: "system-1" }], apps: [{ id: "app-1", system_id: "system-1" }] });
  else filing.uses = [{ id: "use-1" }];
  return filing;
}

/** Offers the systems of the filing where an app names its own. */
function offerSystems() {
  for (const field of form.querySelectorAll("[data-kind=reference]")) {
    const place = placeOf(field);
    const owned = at(view.filing, [...place.slice(0, -2), "system"]);
    const systems = isRecord(owned) ? [owned] : Array.isArray(view.filing.systems) ? view.filing.systems : [];
    const select = field.querySelector("select");
    const chosen = at(view.filing, place);
    const options = systems.filter((one) => isRecord(one) && typeof one.id === "string").map(({ id, name }) => new Option(name ? `${name} (${id})` : id, id));
    if (typeof chosen === "string" && !options.some(({ value }) => value === chosen)) options.push(new Option(chosen, chosen));
    select.replaceChildren(select.options[0], ...options);
    select.value = typeof chosen === "string" ? chosen : "";
  }
}

let checks = null;
let asked = false;
const touched = new Set();
const loaded = null;

async function prepare() {
  try {
    checks = await import("../check/check.js");
    await checks.prepare(kind, language);
  } catch {
    checks = null;
  }
}

function inWords(finding) {
  const words = checks.say(finding, language);
  return { ...words, link: new URL(words.link, root).href };
}

/** What the rules say about the filing as it stands. */
function found() {
  if (!checks) return [];
  return checks.check(view.filing, { kind, path: where() || null, today: today() }).map((finding) => ({ ...finding, ...inWords(finding) }));
}

const where = () => pathOf(kind, view.filing);
const startsWith = (place, other) => other.every((step, index) => place[index] === step);

function judge({ focus = false } = {}) {
  const findings = found();
  const shown = asked ? findings : findings.filter(({ place }) => [...touched].some((one) => startsWith(place, JSON.parse(one))));
  const marked = mark(form, shown);
  list(byId("errors"), form, asked ? marked : [], { focus });
  return findings;
}

function save() {
  const now = new Date();
  const done = drafts.keep(kind, { version, saved: now.toISOString(), filing: view.filing });
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(now);
  byId("saved").textContent = done ? say(`草稿已存在这台设备上，${time}。`, `Draft saved on this device at ${time}.`) : say("这个浏览器不保存草稿；填写照常，离开页面前请下载文件。", "This browser keeps no draft; the form works all the same, but download the file before you leave.");
  byId("forget").hidden = !done;
}

const view = new View(form, {
  filled,
  changed(place) {
    touched.add(JSON.stringify(place));
    whenReleased(offerSystems);
    save();
    whenReleased(() => {
      judge();
      byId("finish").hidden = true;
    });
  },
});

const text = () => toYaml(view.filing, shape, where() || `filings/${kind}s/x/x/x.yaml`, schema);
const fileName = () => where().split("/").pop() || `${kind}.yaml`;

function finish() {
  asked = true;
  const wrong = judge({ focus: true }).filter(({ verdict }) => verdict === "reject");
  byId("review").replaceChildren(...review(form, view.filing));
  byId("yaml").textContent = text();
  byId("path").textContent = where() || say("填好统一社会信用代码和注册地（主管部门）后才知道", "known once the code and the place are filled in");
  byId("still-wrong").hidden = !wrong.length;
  byId("finish").hidden = false;
  const forge = byId("forge");
  forge.hidden = !repository || !where();
  if (!forge.hidden) {
    const link = forgeLink(repository, where(), text(), false);
    byId("forge-link").href = link.href;
    byId("forge-empty").hidden = link.filled;
  }
  if (!wrong.length) {
    byId("finish").querySelector("h2").focus();
    byId("finish").scrollIntoView();
  }
}

function start(filing) {
  touched.clear();
  asked = false;
  byId("finish").hidden = true;
  view.show(filing);
  offerSystems();
  judge();
}

byId("check").addEventListener("click", finish);
byId("download").addEventListener("click", () => download(fileName(), text()));
byId("copy").addEventListener("click", async () => (byId("copied").textContent = copied(await copyText(text()))));
byId("forge-link").addEventListener("click", () => copyText(text()));
byId("forget").addEventListener("click", () => {
  drafts.forget(kind);
  start(blank());
  byId("saved").textContent = say("草稿已删除。", "The draft is deleted.");
  byId("forget").hidden = true;
});

await prepare();
const draft = drafts.kept(kind);
start(draft ? draft.filing : blank());
form.hidden = false;
byId("form-end").hidden = false;
