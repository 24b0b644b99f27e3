// The end of the form: the answers to be checked, and the ways out.

import { isThere } from "./live.js";
import { today } from "./judge.js";
import * as next from "./next.js";
import { placeNamed, read as readPlaces } from "./places.js";
import { review } from "./review.js";
import { LONGEST_ISSUE, copied, copyText, download, forgeLink, issueLink } from "./ways.js";
import { authorityOf } from "./where.js";
import { element, language, say } from "./words.js";

const byId = (id) => document.getElementById(id);

export class Finish {
  constructor(form, judge) {
    Object.assign(this, { form, judge, session: null });
    byId("download").addEventListener("click", () => download(this.name(), this.made().text));
    byId("copy").addEventListener("click", () => this.copy());
    for (const id of ["forge-link", "issue-link"]) byId(id).addEventListener("click", () => this.copy());
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

  /** Shows the end for a session. */
  async show(session) {
    this.session = session;
    const { judge } = this;
    judge.everywhere = true;
    await judge.prepare();
    await judge.lookUp(session);
    const wrong = judge.show(session, { focus: true }).filter(({ verdict }) => verdict === "reject");
    const path = session.path();
    const { text, kept } = this.made();
    byId("review").replaceChildren(...review(this.form, session.filing, session.source?.values));
    byId("yaml").textContent = text;
    byId("path").textContent = path || say("填好统一社会信用代码和注册地（主管部门）后才知道", "known once the code and the place are filled in");
    byId("still-wrong").hidden = !wrong.length;
    byId("unchecked").hidden = Boolean(judge.checks);
    byId("rewritten").hidden = kept;
    byId("there").hidden = true;
    this.#forge(path, text, session.from === "record");
    byId("finish").hidden = false;
    if (!wrong.length) {
      byId("finish").querySelector("h2").focus();
      byId("finish").scrollIntoView();
    }
    await this.#next(path);
    if (path && !["record", "request"].includes(session.from) && (await isThere(path)) && session.path() === path) {
      this.#forge(path, text, true);
      byId("there").hidden = session.from === "file";
    }
  }

  /** Whose business it is and what happens next. */
  async #next(path) {
    const { kind, filing } = this.session;
    const folder = authorityOf(kind, filing, this.session.ministry) || path.split("/").slice(2, -1).join("/");
    const known = await next.facts();
    const box = byId("next");
    box.hidden = !known || !folder;
    if (box.hidden) return;
    await readPlaces(folder.split("/")[0]);
    const name = next.nameOf(known, folder, placeNamed);
    box.hidden = !name;
    if (name) byId("next-steps").replaceChildren(...next.steps(kind, known, folder, name, today(), this.session.from === "record").map((text) => element("li", {}, text)));
  }

  #forge(path, text, exists) {
    const { repository } = this.form.dataset;
    const { from } = this.session;
    byId("forge").hidden = !repository || !path || from === "request";
    byId("to-request").hidden = from !== "request";
    byId("issue").hidden = byId("forge").hidden || text.length > LONGEST_ISSUE;
    if (byId("forge").hidden) return;
    const link = forgeLink(repository, path, text, exists);
    byId("forge-link").href = link.href;
    byId("forge-empty").hidden = link.filled || link.edit;
    byId("forge-edit").hidden = !link.edit;
    const issue = issueLink(repository, this.session.kind, language, text);
    byId("issue-link").href = issue.href;
    byId("issue-empty").hidden = issue.filled;
  }
}
