// Findings shown where they belong: a list on top with a link to each, and the sentence at its field.

import { fieldAt } from "./view.js";
import { element, say } from "./words.js";

const WORDS = { reject: ["须改正", "To correct"], refer: ["转由人判断", "For a person to judge"], accept: ["提示", "Note"] };
let count = 0;

/** What a place is called: the names of its fields, from the outside in. */
export function nameOf(form, place) {
  const names = [];
  for (let depth = 1; depth <= place.length; depth++) {
    const { field, whole } = fieldAt(form, place.slice(0, depth));
    if (!whole) {
      names.push(String(place[depth - 1]));
      continue;
    }
    const title = field.tagName === "LI" ? field.querySelector(".form-name") : field.querySelector("legend, label, summary, .form-label");
    if (field.tagName === "LI" && !title) names.push(String(place[depth - 1] + 1));
    else if (!(field.classList.contains("form-bare") || field.dataset.kind === "list")) names.push(titleOf(title));
  }
  return names.filter(Boolean).join(" › ");
}

/** The words of a title without what stands in small beside them. */
export function titleOf(title) {
  if (!title) return "";
  return [...title.childNodes].filter((node) => !(node.classList && node.classList.contains("form-optional"))).map((node) => node.textContent).join("").trim();
}

const inputsOf = (field) => (field.dataset.kind === "list" || field.dataset.kind === "object" ? [] : [...field.querySelectorAll("input, select, textarea")]);

function unmark(form) {
  for (const error of form.querySelectorAll(".form-finding")) error.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  for (const one of form.querySelectorAll("[data-marked]")) {
    const rest = (one.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.startsWith("finding-"));
    if (rest.length) one.setAttribute("aria-describedby", rest.join(" "));
    else one.removeAttribute("aria-describedby");
    delete one.dataset.marked;
    one.classList.remove("form-wrong");
  }
}

function describe(target, id) {
  target.setAttribute("aria-describedby", [target.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  target.dataset.marked = "yes";
}

/** Says at each item of a list how much in it is to be corrected: it may be folded. */
function countIn(form) {
  for (const item of form.querySelectorAll(".form-item")) {
    const wrong = item.querySelectorAll(".form-is-reject").length;
    if (wrong) item.firstElementChild.append(element("span", { class: "form-finding form-is-reject form-count" }, say(`${wrong} 处须改正`, `${wrong} to correct`)));
  }
}

/** Marks the fields of findings: [{place, verdict, code, title, text, fix, link}]. Returns each with the element that a link should lead to. */
export function mark(form, findings) {
  unmark(form);
  const marked = findings.map((finding) => {
    const { field } = fieldAt(form, finding.place);
    const id = `finding-${++count}`;
    const [zh, en] = WORDS[finding.verdict] ?? WORDS.reject;
    const code = finding.link ? element("a", { href: finding.link, class: "reg-mono" }, finding.code) : element("span", { class: "reg-mono" }, finding.code);
    const words = [finding.text || finding.title, finding.fix].filter(Boolean).join(say("", " "));
    const sign = element("b", {}, `${say(zh, en)}${say("：", ": ")}`);
    const note = element("p", { id, class: `form-finding form-is-${finding.verdict}` }, sign, words, " ", code);
    if (finding.provisional) note.append(" ", element("span", { class: "form-optional" }, say("暂查，以合并请求的检查为准", "provisional: the check of the pull request decides")));
    let target = field;
    const inputs = ["FORM", "LI"].includes(field.tagName) ? [] : inputsOf(field);
    if (field.tagName === "LI" && !field.querySelector("details")) {
      target = field.querySelector("input");
      field.append(note);
    } else if (inputs.length) {
      target = field.dataset.kind === "texts" ? (inputs[0] ?? field) : inputs[0];
      const group = inputs[0].closest(".form-choices, ol");
      (field.contains(group) ? group : inputs[0]).before(note);
    } else {
      const holder = field.tagName === "LI" ? field.firstElementChild : field;
      const after = [...holder.children].find((child) => ["SUMMARY", "LEGEND"].includes(child.tagName));
      if (after) after.after(note);
      else holder.prepend(note);
      target = field.tagName === "DETAILS" ? after : field.tagName === "LI" ? after : field.querySelector("input:not([type=hidden]), select, textarea, button, summary");
    }
    if (finding.verdict === "reject" && field.classList.contains("form-field")) {
      field.classList.add("form-wrong");
      field.dataset.marked = "yes";
    }
    const described = field.tagName === "FIELDSET" ? field : target;
    if (described && described.matches("input, select, textarea, fieldset")) {
      describe(described, id);
      if (finding.verdict === "reject" && target.matches("input, select, textarea")) for (const input of inputs.length ? inputs : [target]) input.setAttribute("aria-invalid", "true");
    }
    return { ...finding, words, target: target ?? note };
  });
  countIn(form);
  return marked;
}

/** A sentence that names fields by their keys, with the titles that stand in the form instead. */
export function titled(form, sentence) {
  return sentence.replace(/[a-z]+(?:_[a-z0-9]+)+/g, (key) => {
    const field = form.querySelector(`[data-key="${key}"]`);
    const title = field && titleOf(field.querySelector("legend, label, summary, .form-label"));
    return title ? say(`“${title}”`, `“${title}”`) : key;
  });
}

/** Opens everything that an element is folded into, and goes there. */
export function goTo(target) {
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  target.focus();
  target.scrollIntoView({ block: "center" });
}

/** In the order of the page; two at one place stay as they were. */
const asOnThePage = ({ target: one }, { target: other }) => {
  const position = one.compareDocumentPosition(other);
  return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : position & Node.DOCUMENT_POSITION_PRECEDING ? 1 : 0;
};

/** The list of findings above the form, from the top of the page to its end. Hidden while there is none. */
export function list(box, form, marked, { focus = false } = {}) {
  const wrong = marked.filter(({ verdict }) => verdict === "reject").sort(asOnThePage);
  box.hidden = !wrong.length;
  if (!wrong.length) return box.replaceChildren();
  const items = wrong.map((finding) => {
    const link = element("a", { href: "#form" }, nameOf(form, finding.place) || say("整个文件", "The whole file"));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(finding.target);
    });
    return element("li", {}, link, `${say("：", ": ")}${finding.words}`);
  });
  box.replaceChildren(element("h2", { tabindex: "-1" }, say(`有 ${wrong.length} 处须改正`, wrong.length === 1 ? "There is 1 thing to correct" : `There are ${wrong.length} things to correct`)), element("ul", {}, ...items));
  if (focus) box.firstElementChild.focus();
}
