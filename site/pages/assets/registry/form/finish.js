// The end of the form: the answers to be checked, and the ways out.

import { review } from "./review.js";
import { copied, copyText, download, forgeLink } from "./ways.js";
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);

export class Finish {
  constructor(form, judge) {
    Object.assign(this, { form, judge, session: null });
    byId("download").addEventListener("click", () => download(this.name(), this.made().text));
    byId("copy").addEventListener("click", () => this.copy());
    byId("forge-link").addEventListener("click", () => this.copy());
  }

  begin(session) {
    this.session = session;
    this.hide();
  }

  hide() {
    byId("finish").hidden = true;
  }

  made() {
    return this.session.text();
  }

  name() {
    return this.session.path().split("/").pop() || `${this.session.kind}.yaml`;
  }

  async copy() {
    byId("copied").textContent = copied(await copyText(this.made().text));
  }

  show() {
    const { session, judge } = this;
    judge.everywhere = true;
    const wrong = judge.show(session, { focus: true }).filter(({ verdict }) => verdict === "reject");
    const path = session.path();
    const { text, kept } = this.made();
    byId("review").replaceChildren(...review(this.form, session.filing));
    byId("yaml").textContent = text;
    byId("path").textContent = path || say("填好统一社会信用代码和注册地（主管部门）后才知道", "known once the code and the place are filled in");
    byId("still-wrong").hidden = !wrong.length;
    byId("unchecked").hidden = Boolean(judge.checks);
    byId("rewritten").hidden = kept;
    this.#forge(path, text);
    byId("finish").hidden = false;
    if (wrong.length) return;
    byId("finish").querySelector("h2").focus();
    byId("finish").scrollIntoView();
  }

  #forge(path, text) {
    const { repository } = this.form.dataset;
    const { from } = this.session;
    byId("forge").hidden = !repository || !path || from === "request";
    byId("to-request").hidden = from !== "request";
    if (byId("forge").hidden) return;
    const link = forgeLink(repository, path, text, from === "record");
    byId("forge-link").href = link.href;
    byId("forge-empty").hidden = link.filled || link.edit;
    byId("forge-edit").hidden = !link.edit;
  }
}
