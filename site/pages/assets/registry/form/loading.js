// An existing filing brought into the form: from a file, pasted, dropped, or with the address.

import { fromFragment } from "./fragment.js";
import { fromRecord } from "./live.js";
import { Unreadable } from "./unreadable.js";
import { Session } from "./session.js";
import { say } from "./words.js";

const LARGEST = 256 * 1024;
const byId = (id) => document.getElementById(id);

export class Loading {
  /** `begin(session, ...notes)` is called with what was loaded. */
  constructor(about, begin) {
    Object.assign(this, { about, begin });
  }

  /** Loads what was pasted. */
  pasted(text) {
    return this.#attempt(() => this.load(text));
  }

  /** Loads a file that was chosen or dropped. */
  file(file) {
    if (!file) return;
    this.#attempt(async () => {
      if (file.size > LARGEST) throw new Unreadable("文件超过 256 KB，不是备案文件。", "The file has more than 256 KB; it is no filing.");
      let text;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
      } catch {
        throw new Unreadable("文件不是 UTF-8 编码的文本，请用文本编辑器另存为 UTF-8。", "The file is no UTF-8 text; save it as UTF-8 in a text editor.");
      }
      await this.load(text);
    });
  }

  async #attempt(run) {
    const said = byId("load-said");
    said.textContent = "";
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      said.textContent = say(error.zh, error.en);
    }
  }

  /** Loads a text. Throws Unreadable. */
  async load(text, given = {}) {
    const session = await Session.loaded(this.about, text, given);
    if (!session) throw new Unreadable("这个站点的副本没有读取文件所需的程序库，不能载入；可以填写新的备案，或直接修改文件。", "This copy of the site lacks the library that reads files, so nothing can be loaded; fill in a new filing, or edit the file itself.");
    const { schema } = session.filing;
    if (typeof schema === "string" && schema !== `${this.about.schema}/v1`) throw new Unreadable(`这个文件是 ${schema}，不是这张表的备案。`, `The file is ${schema}, not a filing of this form.`);
    const quotes = session.source.notes.map(({ line, value }) => say(`第 ${line} 行的 ${value} 已加上引号`, `line ${line}: ${value} put in quotes`));
    const unmarked = text.startsWith("\ufeff") ? say("去掉了文件开头的字节顺序标记。", "The byte order mark at the beginning was taken out.") : "";
    byId("load").open = false;
    this.begin(session, say("已载入。没有改动的部分会原样保留，包括顺序、注释和排版。", "Loaded. What you do not change stays as it is: order, comments and layout."), quotes.length ? quotes.join(say("；", "; ")) : "", unmarked);
  }

  /** Loads what the address brings; false if it brings nothing. */
  async fromAddress() {
    let loaded = false;
    await this.#attempt(async () => {
      const record = this.about.kind === "provider" ? await fromRecord(location.hash) : null;
      const given = record ?? (await fromFragment(location.hash));
      if (!given) return;
      await this.load(given.text, record ? { path: given.path, from: "record" } : { path: given.path, from: "request", findings: given.findings });
      loaded = true;
    });
    if (byId("load-said").textContent) byId("load").open = true;
    return loaded;
  }
}
