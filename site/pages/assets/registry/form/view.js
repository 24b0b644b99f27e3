// The form as a view of the values: it shows what they are and tells what a person changed. Places follow from where a field stands.

import { clean } from "./clean.js";
import { whenReleased } from "./pointer.js";
import { fieldsIn, itemOf } from "./shape.js";
import { at, copy, isRecord, put, take } from "./values.js";
import { element, say } from "./words.js";

const TEXTS = new Set(["text", "long", "day", "number", "authority", "province", "division", "reference", "integer"]);
const MANY_ITEMS = 3;
let count = 0;

/** Where a field stands in the filing. */
export function placeOf(field) {
  const place = [];
  for (let node = field; node && node.tagName !== "FORM"; node = node.parentElement) {
    if (node.dataset.key !== undefined && node.dataset.key !== "") place.unshift(node.dataset.key);
    if (node.tagName === "LI") place.unshift([...node.parentElement.children].indexOf(node));
  }
  return place;
}

const childrenOf = (field) => [...field.children].find((child) => child.tagName === "OL");
const inputsOf = (field) => [...field.querySelectorAll("input, select, textarea")];

/** The field or item at a place, or the nearest that holds it: {field, whole}. */
export function fieldAt(form, place) {
  let part = form;
  for (const step of place) {
    const list = part.dataset.kind === "list" || part.dataset.kind === "texts";
    const next = list ? childrenOf(part).children[step] : fieldsIn(part).find((field) => field.dataset.key === step);
    if (!next) return { field: part, whole: false };
    part = next;
  }
  return { field: part, whole: true };
}

export class View {
  /** `changed(place)` is called after each change of `filing`, which the view writes to. `filled(list, item)` gives a new item its first values. */
  constructor(form, { changed, filled }) {
    this.form = form;
    this.changed = changed;
    this.filled = filled;
    this.filing = {};
    form.addEventListener("change", (event) => this.#taken(event.target));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button && form.contains(button)) this.#pressed(button);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Shows a filing, which is written to from now on. */
  show(filing) {
    this.filing = filing;
    this.#showPart(this.form, []);
  }

  #showPart(part, place) {
    for (const field of fieldsIn(part)) this.showField(field, field.dataset.key ? [...place, field.dataset.key] : place);
  }

  /** Shows the value of one field again. */
  showField(field, place = placeOf(field)) {
    const value = at(this.filing, place);
    const { kind } = field.dataset;
    if (kind === "fixed") return;
    if (kind === "object") {
      if (field.tagName === "DETAILS" && isRecord(value)) field.open = true;
      this.#showPart(field, place);
    } else if (kind === "list") this.#showItems(field, place, Array.isArray(value) ? value : []);
    else if (kind === "texts") this.#showTexts(field, Array.isArray(value) ? value : []);
    else {
      this.#named(field);
      this.#fill(field, value);
    }
  }

  #fill(field, value) {
    const { kind } = field.dataset;
    for (const input of inputsOf(field)) {
      if (input.type === "checkbox") input.checked = Array.isArray(value) && value.includes(input.value);
      else if (input.type === "radio") input.checked = kind === "yes_no" ? typeof value === "boolean" && input.value === String(value) : input.value !== "" && input.value === value;
      else {
        const text = value === undefined || value === null || typeof value === "object" ? "" : String(value);
        if (input.tagName === "SELECT" && text && ![...input.options].some((option) => option.value === text)) input.append(new Option(text, text));
        input.value = text;
      }
    }
  }

  /** Gives the inputs of a field their names and ids, once. */
  #named(field) {
    if (field.dataset.named) return;
    field.dataset.named = "yes";
    const id = `f${++count}`;
    const inputs = inputsOf(field);
    const grouped = field.tagName === "FIELDSET" && field.dataset.kind !== "texts";
    inputs.forEach((input, index) => {
      input.id = grouped ? `${id}-${index}` : id;
      if (grouped) input.name = id;
    });
    const label = field.querySelector("label");
    if (!grouped && label) label.htmlFor = id;
    const hint = field.querySelector(".reg-hint");
    if (hint) {
      hint.id = `${id}-hint`;
      if (grouped) field.setAttribute("aria-describedby", hint.id);
      else for (const input of inputs) input.setAttribute("aria-describedby", hint.id);
    }
  }

  #showItems(field, place, values) {
    const list = childrenOf(field);
    while (list.children.length > values.length) list.lastElementChild.remove();
    while (list.children.length < values.length) list.append(document.importNode(itemOf(field), true));
    values.forEach((value, index) => {
      const item = list.children[index];
      this.#showPart(item, [...place, index]);
      if (values.length > MANY_ITEMS) item.firstElementChild.open = false;
    });
    this.#numbered(field);
  }

  #showTexts(field, values) {
    const list = childrenOf(field);
    list.replaceChildren();
    for (const value of values) this.#text(field, list).value = String(value);
    this.#numbered(field);
  }

  #text(field, list) {
    const item = document.importNode(itemOf(field), true);
    const input = item.querySelector("input");
    input.id = `f${++count}`;
    input.setAttribute("aria-label", field.querySelector("legend").firstChild.textContent.trim());
    list.append(item);
    return input;
  }

  /** Names items by their number and what they are called; a list that is full takes no more. */
  #numbered(field) {
    const list = childrenOf(field);
    const place = placeOf(field);
    [...list.children].forEach((item, index) => {
      const name = item.querySelector(".form-name");
      if (!name) return;
      name.dataset.word = name.dataset.word ?? name.textContent;
      const value = at(this.filing, [...place, index]);
      const called = [value?.name, value?.number, value?.id].find((one) => typeof one === "string" && one);
      name.textContent = `${name.dataset.word} ${index + 1}${called ? `${say("：", ": ")}${called}` : ""}`;
    });
    const add = [...field.children].find((child) => child.dataset.do === "add");
    if (add) add.disabled = list.children.length >= Number(field.dataset.most);
  }

  /** What a person put into an input goes into the filing. */
  #taken(input) {
    const field = input.closest("[data-key]");
    if (!field || !this.form.contains(field)) return;
    const { kind } = field.dataset;
    if (kind === "texts") return this.#takenText(field, input);
    const place = placeOf(field);
    if (kind === "choices") {
      const chosen = inputsOf(field).filter((one) => one.checked).map((one) => one.value);
      const before = at(this.filing, place);
      const kept = Array.isArray(before) ? before.filter((value) => chosen.includes(value) || !inputsOf(field).some((one) => one.value === value)) : [];
      const inOrder = inputsOf(field).map((one) => one.value);
      const added = chosen.filter((value) => !kept.includes(value));
      const rank = (value) => inOrder.indexOf(value);
      const sorted = kept.every((value, index) => index === 0 || rank(kept[index - 1]) < rank(value));
      this.#set(place, sorted ? [...kept, ...added].sort((one, other) => rank(one) - rank(other)) : [...kept, ...added]);
    } else if (kind === "yes_no") this.#set(place, input.value === "" ? undefined : input.value === "true");
    else if (TEXTS.has(kind)) this.#set(place, this.#cleaned(field, input));
    else this.#set(place, input.value || undefined);
    const item = field.closest("li");
    if (item && ["name", "number", "id"].includes(field.dataset.key)) this.#numbered(item.parentElement.parentElement);
    this.changed(place);
  }

  #takenText(field, input) {
    const place = placeOf(field);
    const index = [...childrenOf(field).children].indexOf(input.closest("li"));
    const texts = [...childrenOf(field).querySelectorAll("input")];
    const text = this.#cleaned(field, input) ?? "";
    const filledIn = texts.map((one) => one.value).filter(Boolean);
    this.#set(place, filledIn.length ? filledIn : undefined);
    if (!text && index >= 0) input.closest("li").remove();
    this.#numbered(field);
    this.changed(place);
  }

  /** The text of an input, made fit; what was changed is said below it. Undefined for none. */
  #cleaned(field, input) {
    const { text, notes } = clean(input.value, { folds: "folds" in field.dataset, capitals: "capitals" in field.dataset, day: field.dataset.kind === "day" });
    input.value = text;
    whenReleased(() => this.#note(field, notes));
    if (field.dataset.kind === "integer" && /^(?:0|[1-9][0-9]{0,14})$/.test(text)) return Number(text);
    return text || undefined;
  }

  #note(field, notes) {
    let note = field.querySelector(".form-note");
    if (!notes.length) return note?.remove();
    if (!note) {
      note = element("p", { class: "form-note", role: "status" });
      field.append(note);
    }
    note.textContent = notes.map(([zh, en]) => say(zh, en)).join(say("；", "; "));
  }

  #set(place, value) {
    if (value === undefined || (Array.isArray(value) && !value.length)) take(this.filing, place);
    else put(this.filing, place, value);
  }

  #pressed(button) {
    const field = button.closest("[data-key]");
    const list = field.dataset.kind === "list" || field.dataset.kind === "texts" ? field : field.parentElement.closest("[data-key]");
    const place = placeOf(list);
    const index = button.dataset.do === "add" ? -1 : [...childrenOf(list).children].indexOf(button.closest("li"));
    if (list.dataset.kind === "texts") {
      if (button.dataset.do === "add") this.#text(list, childrenOf(list)).focus();
      else {
        const input = childrenOf(list).children[index].querySelector("input");
        input.value = "";
        this.#takenText(list, input);
        [...list.children].find((child) => child.dataset.do === "add").focus();
      }
      return this.#numbered(list);
    }
    const items = at(this.filing, place);
    if (button.dataset.do === "remove") {
      take(this.filing, [...place, index]);
      childrenOf(list).children[index].remove();
      [...list.children].find((child) => child.dataset.do === "add").focus();
    } else {
      const item = button.dataset.do === "copy" ? copy(items[index]) : {};
      this.filled(place, item, Array.isArray(items) ? items : []);
      put(this.filing, [...place, Array.isArray(items) ? items.length : 0], item);
      const added = document.importNode(itemOf(list), true);
      childrenOf(list).append(added);
      this.#showPart(added, [...place, childrenOf(list).children.length - 1]);
      added.querySelector("summary").focus();
    }
    this.#numbered(list);
    this.changed(place);
  }
}
