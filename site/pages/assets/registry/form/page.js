// The page of a form: new or loaded, checked, reviewed, and taken to where it is decided on.

import { offerDigests } from "./digests.js";
import * as drafts from "./draft.js";
import { Judge } from "./judge.js";
import { facts } from "./next.js";
import { offerPlaces } from "./places.js";
import { whenReleased } from "./pointer.js";
import { Session } from "./session.js";
import { shapeOf } from "./shape.js";
import { at, isRecord, put } from "./values.js";
import { View, placeOf } from "./view.js";
import { element, language, say } from "./words.js";

const form = document.getElementById("form");
const { kind, schema, version } = form.dataset;
const byId = (id) => document.getElementById(id);
const known = await facts();
const bureaus = new Set(Object.values(known?.authorities ?? {}).filter((one) => one.kind !== "ministry").map(({ zh }) => zh));
const about = { kind, schema, shape: shapeOf(form), ministry: (name) => bureaus.has(name) };
let session = null;

const PREFIXES = { systems: "system", apps: "app", uses: "use" };

/** The first values of a new item: an id that no other has, and the one system that there is. Nothing that declares anything. */
function filled(place, item, items) {
  const prefix = PREFIXES[place[place.length - 1]];
  if (!prefix) return;
  const taken = new Set(items.map((one) => one?.id));
  let number = items.length + 1;
  while (taken.has(`${prefix}-${number}`)) number++;
  item.id = `${prefix}-${number}`;
  const systems = session.filing.systems;
  if (prefix === "app" && !item.system_id && Array.isArray(systems) && systems.length === 1 && systems[0]?.id) item.system_id = systems[0].id;
}

/** A filing with nothing in it but one of each thing that it cannot be without. */
function blank() {
  const filing = { schema: `${schema}/v1` };
  if (kind === "provider") Object.assign(filing, { unit: {}, systems: [{ id: "system-1" }], apps: [{ id: "app-1", system_id: "system-1" }] });
  else Object.assign(filing, { institution: {}, uses: [{ id: "use-1" }] });
  return new Session(about, filing);
}

/** Offers the systems of the filing where an app names its own. */
function offerSystems() {
  for (const field of form.querySelectorAll("[data-kind=reference]")) {
    const place = placeOf(field);
    const owned = at(session.filing, [...place.slice(0, -2), "system"]);
    const systems = isRecord(owned) ? [owned] : Array.isArray(session.filing.systems) ? session.filing.systems : [];
    const select = field.querySelector("select");
    const chosen = at(session.filing, place);
    const options = systems.filter((one) => isRecord(one) && typeof one.id === "string").map(({ id, name }) => new Option(name ? `${name} (${id})` : id, id));
    if (typeof chosen === "string" && !options.some(({ value }) => value === chosen)) options.push(new Option(chosen, chosen));
    select.replaceChildren(select.options[0], ...options);
    select.value = typeof chosen === "string" ? chosen : "";
  }
}

/** Offers places and authorities of the province that was chosen. */
async function offerAll() {
  offerSystems();
  offerDigests(form, (field, digests) => {
    const place = placeOf(field);
    const before = at(session.filing, place);
    put(session.filing, place, [...new Set([...(Array.isArray(before) ? before : []), ...digests])]);
    view.showField(field);
    view.changed(place);
  });
  const numbers = [...form.querySelectorAll("[data-kind=number]")].filter((field) => field.querySelector("input").value || field.querySelector(".form-found"));
  if (numbers.length) import("./numbers.js").then(({ lookUp }) => numbers.forEach(lookUp));
  if (kind !== "user") return;
  await offerPlaces(form, session.filing, known?.authorities ?? {}, (field, path) => {
    const input = field.querySelector("input");
    input.value = path;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const judge = new Judge(form, kind);
/** The end of the form, fetched when it is asked for. */
const finish = {
  part: null,
  hide() {
    byId("finish").hidden = true;
  },
  async show() {
    if (!this.part) {
      const { Finish } = await import("./finish.js");
      this.part ??= new Finish(form, judge);
    }
    await this.part.show(session);
  },
};

function save() {
  const now = new Date();
  const done = drafts.keep(kind, { version, saved: now.toISOString(), ...session.kept() });
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(now);
  byId("saved").textContent = done ? say(`草稿已存在这台设备的浏览器里，${time}。`, `Draft saved in this browser at ${time}.`) : say("这个浏览器不能保存草稿；填写照常，离开页面前请下载文件。", "This browser cannot keep a draft; the form works all the same, but download the file before you leave.");
  byId("forget").hidden = !done;
}

const view = new View(form, {
  filled,
  changed(place) {
    save();
    judge.touch(place);
    session.provisional = [];
    whenReleased(() => {
      offerAll();
      finish.hide();
      judge.prepare().then(() => judge.show(session));
    });
  },
});

/** Begins with a session: what it holds is shown, and what a link said about it. */
function begin(started, ...notes) {
  session = started;
  judge.begin(session);
  finish.hide();
  view.show(session.filing);
  offerAll();
  const focus = session.findings.length > 0;
  judge.show(session, { focus });
  // The rules come a moment later; who has gone on to a field meanwhile stays there.
  const waiting = () => byId("errors").contains(document.activeElement) || document.activeElement === document.body;
  if (session.from !== "new") judge.prepare().then(() => judge.show(session, { focus: focus && waiting() }));
  byId("notice").replaceChildren(...notes.filter(Boolean).map((note) => (typeof note === "string" ? element("p", {}, note) : note)));
  byId("notice").hidden = !byId("notice").childElementCount;
}

/** Goes on with a draft. */
async function resume(draft) {
  const older = draft.version !== version ? say("草稿是用旧版表单填写的：请核对一遍，有新增的内容请补上。", "The draft was made with an older form: look through it, and add what is new.") : "";
  const saved = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(draft.saved));
  begin(await Session.restored(about, draft), say(`接着填写 ${saved} 的草稿。`, `Going on with the draft of ${saved}.`), older);
  byId("forget").hidden = false;
}

/** Begins with what was loaded. A draft of something else is put aside, and offered. */
function beginLoaded(started, ...notes) {
  drafts.setAside(kind);
  const before = drafts.kept(kind, { before: true });
  begin(started, ...notes, before ? backTo(before) : null);
}

function backTo(draft) {
  const button = element("button", { type: "button", class: "reg-tool" }, say("回到那份草稿", "Go back to that draft"));
  button.addEventListener("click", () => resume(draft));
  return element("p", {}, say("之前填写的草稿还在。", "The draft from before is still there. "), button);
}

byId("check").addEventListener("click", () => finish.show());
byId("forget").addEventListener("click", () => {
  drafts.forget(kind);
  begin(blank());
  byId("saved").textContent = say("草稿已删除。", "The draft is deleted.");
  byId("forget").hidden = true;
});

/** What loads a file, fetched when somebody wants to. */
let loading = null;
async function wantLoading() {
  if (!loading) {
    const { Loading } = await import("./loading.js");
    loading ??= new Loading(about, beginLoaded);
  }
  return loading;
}

const fromAddress = async () => location.hash !== "" && (await wantLoading()).fromAddress();
byId("load-file").addEventListener("change", async ({ target }) => (await wantLoading()).file(target.files[0]));
byId("load-text-button").addEventListener("click", async () => (await wantLoading()).pasted(byId("load-text").value));
byId("load").addEventListener("dragover", (event) => event.preventDefault());
byId("load").addEventListener("drop", async (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  (await wantLoading()).file(file);
});
if (!(await fromAddress())) {
  const draft = drafts.kept(kind);
  if (draft) await resume(draft);
  else begin(blank());
}
window.addEventListener("hashchange", fromAddress);
for (const id of ["form", "form-end", "load"]) byId(id).hidden = false;
