// Why nothing could be loaded, in both languages.

export class Unreadable extends Error {
  constructor(zh, en, line = 0) {
    super(en);
    this.zh = line ? `第 ${line} 行：${zh}` : zh;
    this.en = line ? `Line ${line}: ${en}` : en;
  }
}
