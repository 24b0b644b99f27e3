"""Family F: can the file be read, and does it have the form that its schema asks for?"""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from registry.core.fields import Record
from registry.core.finding import Fault, Place
from registry.core.text import Text, shown
from registry.rules.catalogue import PRODUCT_RULE, declare

# Keys by which a filer would choose a number or a status; Art. 14 gives both to the authority.
NOT_FOR_FILERS = frozenset(
    {"number", "filing_number", "status", "filed_on", "filed_at", "approved", "approved_by"}
)

_FORM: tuple[tuple[str, Text, Text, Text], ...] = (
    (
        "F01",
        Text("备案文件是普通文件", "A filing is a regular file"),
        Text("“{path}”不是普通文件(可能是链接、目录、子模块或可执行文件)。", "“{path}” is not a regular file (a link, a folder, a submodule or an executable)."),
        Text("请删除它，重新提交一个普通的 .yaml 文本文件。", "Remove it and submit an ordinary .yaml text file."),
    ),
    (
        "F02",
        Text("备案文件不超过256 KB", "A filing is at most 256 KB"),
        Text("文件有 {size} 字节，超过上限 {limit} 字节。", "The file has {size} bytes, more than the limit of {limit}."),
        Text("请删去附件、图片等内容；证明材料只填写摘要。", "Take out attachments and pictures; of evidence only the digest belongs here."),
    ),
    (
        "F03",
        Text("备案文件是UTF-8编码", "A filing is encoded as UTF-8"),
        Text("此处的字节 {byte} 不是UTF-8，文件可能是GBK编码。", "The byte {byte} here is not UTF-8; the file may be in GBK."),
        Text("请在编辑器中选择“另存为”，编码选UTF-8。", "In the editor choose “Save as” with the encoding UTF-8."),
    ),
    (
        "F04",
        Text("备案文件不以字节顺序标记开头", "A filing has no byte order mark"),
        Text("文件以不可见的字节顺序标记(BOM)开头。", "The file starts with an invisible byte order mark (BOM)."),
        Text("请另存为“UTF-8(无BOM)”，或运行 registry fmt。", "Save as “UTF-8 without BOM”, or run registry fmt."),
    ),
    (
        "F05",
        Text("文件不含控制字符和不可见字符", "A filing has no control or invisible characters"),
        Text("此处有不允许的字符 {character}(控制字符、制表符、不可见字符或叠加的符号)。", "The character {character} here is not allowed (a control, tab or invisible character, or a third mark on one letter)."),
        Text("请删除该字符；缩进用空格，文字请重新键入而不是粘贴。", "Delete it; indent with spaces, and type the text instead of pasting it."),
    ),
    (
        "F06",
        Text("文件是正确的YAML", "A filing is well-formed YAML"),
        Text("从此处起无法读懂：{problem}。", "The file cannot be understood from here on: {problem}."),
        Text("请检查缩进、冒号后的空格、括号和引号是否成对。", "Check the indentation, the space after a colon, and that brackets and quotes are closed."),
    ),
    (
        "F07",
        Text("一个文件只有一份备案", "One file holds one document"),
        Text("文件含有第二个文档或 % 指令。", "The file holds a second document or a % directive."),
        Text("请删除多余的 --- 或 % 行，每份备案单独成文件。", "Remove the extra --- or % line; each filing is its own file."),
    ),
    (
        "F08",
        Text("文件不用锚点、引用和标签", "A filing has no anchors, aliases, merge keys or tags"),
        Text("此处的 {what} 是YAML的锚点、引用或标签。", "{what} here is an anchor, an alias, a merge key or a tag of YAML."),
        Text("请把内容直接写出来；文字若以 & * ! 开头请加引号。", "Write the content out; put text that starts with & * ! in quotes."),
    ),
    (
        "F09",
        Text("同一个键只写一次", "A key stands once"),
        Text("键“{key}”已在第 {first} 行写过。", "The key “{key}” already stands on line {first}."),
        Text("请保留一处，删除另一处。", "Keep one and delete the other."),
    ),
    (
        "F10",
        Text("键是小写英文字段名", "A key is a field name in small letters"),
        Text("“{key}”不能作字段名。", "“{key}” cannot be a field name."),
        Text("字段名由小写字母开头，只含小写字母、数字和下划线，后接半角冒号和空格。", "A field name starts with a small letter and has only small letters, digits and underscores, then an ASCII colon and a space."),
    ),
    (
        "F11",
        Text("文件层次和长度有上限", "Depth and length are bounded"),
        Text("嵌套过深、内容过多或某段文字过长(上限 {limit})。", "Nested too deeply, too many parts, or a text that is too long (limit {limit})."),
        Text("请按示例的结构填写，缩短文字。", "Follow the structure of the example and shorten the text."),
    ),
    (
        "F12",
        Text("容易读错的值加引号", "A value that could be read differently is quoted"),
        Text("“{value}”没有引号，会被不同软件读成数字、日期或真假值。", "“{value}” has no quotes; programs would read it as a number, a date or a truth value."),
        Text('请加双引号，写成 "{value}"；真假值用 true 或 false。', 'Put it in double quotes: "{value}"; a truth value is true or false.'),
    ),
    (
        "F13",
        Text("文件由“键: 值”组成", "A filing is a list of “key: value”"),
        Text("文件是空的，或不是由“键: 值”组成。", "The file is empty or is not made of “key: value” lines."),
        Text("请按示例从 schema: 一行开始填写；冒号须为半角。", "Start from the example with the line schema: …; the colon must be the ASCII one."),
    ),
    (
        "F14",
        Text("文字为Unicode组合形式(NFC)", "Text is in Unicode normal form C"),
        Text("此处的字符不是规范的组合形式。", "The characters here are not in the composed normal form."),
        Text("请重新键入该处文字，或运行 registry fmt。", "Type the text again, or run registry fmt."),
    ),
    (
        "F15",
        Text("每个值写在一行内", "A value is one line"),
        Text("此处的文字有换行。", "The text here holds a line break."),
        Text("请把文字写成一行。", "Write the text on one line."),
    ),
    (
        "F16",
        Text("写了键就要有值", "A key that stands has a value"),
        Text("“{title}”没有填写内容。", "“{title_en}” has no value."),
        Text("请填写，或删除这一行。", "Fill it in, or delete the line."),
    ),
    (
        "F20",
        Text("必填项都已填写", "What is required is there"),
        Text("缺少必填项“{title}”({key})。", "The required field “{title_en}” ({key}) is missing."),
        Text("请在此处补上 {key}: …", "Add {key}: … here."),
    ),
    (
        "F21",
        Text("只有规定的字段", "There are no unknown fields"),
        Text("不认识字段“{key}”。{near}", "The field “{key}” is not known.{near_en}"),
        Text("请改正拼写或删除；可用字段见编辑器提示或办理指南。", "Correct the spelling or delete it; editors and the guide list the fields."),
    ),
    (
        "F22",
        Text("值的类型正确", "A value has the right type"),
        Text("“{title}”应为{type}。", "“{title_en}” should be {type_en}."),
        Text("请按示例改写；文字内容可加双引号。", "Rewrite it as in the example; text may stand in double quotes."),
    ),
    (
        "F23",
        Text("值在规定的选项中", "A value is one of the list"),
        Text("“{title}”不能是“{value}”。可选：{choices}。", "“{title_en}” cannot be “{value}”. Choices: {choices_en}."),
        Text("请改为上述选项之一。", "Use one of these."),
    ),
    (
        "F24",
        Text("值的格式正确", "A value has the right form"),
        Text("“{title}”的格式不对：“{value}”。", "“{title_en}” does not have the right form: “{value}”."),
        Text("{error}", "{error_en}"),
    ),
    (
        "F25",
        Text("文字长度在范围内", "A text has the right length"),
        Text("“{title}”的长度应为{range}个字符。", "“{title_en}” should have {range_en} characters."),
        Text("请缩短或补全。", "Shorten it or complete it."),
    ),
    (
        "F26",
        Text("项数在范围内", "A list has the right number of items"),
        Text("“{title}”应有{range}项。", "“{title_en}” should have {range_en} items."),
        Text("请增减列表项；须拆分时请咨询主管部门。", "Add or remove items; ask the authority if it must be split."),
    ),
    (
        "F28",
        Text("数值在范围内", "A number is within its range"),
        Text("“{title}”超出范围：{value}。", "“{title_en}” is out of range: {value}."),
        Text("请填写{range}之间的整数。", "Give a whole number of {range_en}."),
    ),
    (
        "F29",
        Text("日期真实存在", "A date exists"),
        Text("“{title}”的日期“{value}”在日历上不存在。", "The date “{value}” of “{title_en}” is not in the calendar."),
        Text("请核对年、月、日。", "Check year, month and day."),
    ),
)  # fmt: skip
_SAFE = Text(
    "备案来自陌生人，由程序读取；不属于内容的东西不打开。",
    "Filings come from strangers and are read by programs; what is no content is not opened.",
)
_ONE_READING = Text(
    "所有软件必须读出同样的内容，评审人员看到的就是程序读到的。",
    "All programs must read the same, and what the reviewer sees must be what the program reads.",
)
_BOUNDED = Text(
    "防止一份文件拖垮核对；正常备案远小于上限。",
    "No single file may stop the checks; ordinary filings are far below the limits.",
)
_SHAPE = Text(
    "《办法》附件1、附件2是表格，未规定电子格式；字段、选项和格式由本系统的模式规定，使检索和核对成为可能。",
    "Annexes 1 and 2 are paper tables and set no electronic form; the schemas of this system set fields, choices and formats, so that filings can be searched and checked.",
)  # fmt: skip
_REASONS = {
    **dict.fromkeys(("F01", "F04"), _SAFE),
    **dict.fromkeys(("F02", "F11"), _BOUNDED),
    **dict.fromkeys(("F03", "F05", "F06", "F07", "F08", "F09", "F12", "F14", "F15"), _ONE_READING),
    **dict.fromkeys(("F10", "F13", "F16", "F20", "F21", "F22", "F23", "F24", "F25", "F26", "F28", "F29"), _SHAPE),
}  # fmt: skip
for _code, _title, _text, _fix in _FORM:
    declare(_code, article=PRODUCT_RULE, title=_title, text=_text, fix=_fix, reason=_REASONS[_code])

TYPES = {
    "object": Text("若干“键: 值”", "“key: value” lines"),
    "array": Text("列表(每项以 - 开头)", "a list (each item starts with -)"),
    "string": Text("文字", "text"),
    "boolean": Text("true 或 false", "true or false"),
    "integer": Text("整数", "a whole number"),
}
NEAR = Text("是否应为“{near}”？", " Did you mean “{near}”?")
FROM_TO = Text("{least}至{most}", "{least} to {most}")
AT_LEAST = Text("至少{least}", "at least {least}")
THE_FILING = Text("备案", "The filing")
FOLLOW_THE_EXAMPLE = Text("请按示例填写。", "Follow the example.")


@cache
def _validator(model: type[Record]) -> Draft202012Validator:
    checker = FormatChecker(formats=["date"])
    return Draft202012Validator(model.model_json_schema(by_alias=True), format_checker=checker)


def schema_of(model: type[Record]) -> Any:
    """The JSON Schema that a model is explained by."""
    return _validator(model).schema


def explain(model: type[Record], data: Any) -> list[Fault]:
    """Why values do not fit a model: one fault per place, from the JSON Schema, with the words that the schema carries."""
    return _explained(_validator(model), data, ())


def explain_at(model: type[Record], place: Place, value: Any) -> list[Fault]:
    """The same for one value at a place of the model, without looking at any other."""
    whole = schema_of(model)
    part = {"$defs": whole["$defs"], **_property(whole, place)}
    return _explained(_validator(model).evolve(schema=part), value, place, whole)


def _explained(validator: Any, data: Any, below: Place, root: Any = None) -> list[Fault]:
    faults: dict[tuple[Place, str], Fault] = {}
    for error in sorted(validator.iter_errors(data), key=_order):
        for fault in _faults(root or validator.schema, error, (*below, *error.absolute_path)):
            # A text that is too long also misses its pattern, and `required` comes once for each missing key: the first is kept.
            faults.setdefault((fault.place, fault.values.get("key", "")), fault)
    # A required key that is only misspelt is one mistake: the finding about the unknown key says both.
    meant = {
        (fault.place[:-1], fault.values["meant"]) for fault in faults.values() if fault.values.get("meant")
    }
    return [
        fault
        for fault in faults.values()
        if fault.code != "F20" or (fault.place, fault.values["key"]) not in meant
    ]


_RANK = {"type": 0, "enum": 1, "const": 1, "format": 3}


def _order(error: ValidationError) -> tuple[list[str], int]:
    return [str(step) for step in error.absolute_path], _RANK.get(str(error.validator), 2)


def _faults(root: Any, error: ValidationError, place: Place) -> Iterator[Fault]:
    schema: Any = error.schema
    words = _words(root, place)
    value = _as_written(error.instance)
    kind = error.validator
    if kind == "required":
        yield from _missing(root, error, place)
    elif kind == "additionalProperties":
        yield from _unknown(error, place)
    elif error.instance is None:
        yield Fault("F16", place, words)
    elif kind in ("enum", "const") or (kind == "type" and "enum" in schema):
        choices = [str(choice) for choice in schema.get("enum", [schema.get("const")])]
        labels = schema.get("enumDescriptions", choices)
        zh = "、".join(
            choice if label == choice else f"{choice}({label.partition(' ')[0]})"
            for choice, label in zip(choices, labels, strict=True)
        )
        yield Fault("F23", place, {**words, "value": value, "choices": zh, "choices_en": ", ".join(choices)})
    elif kind == "type":
        expected = TYPES[str(error.validator_value)]
        yield Fault("F22", place, {**words, "type": expected.zh, "type_en": expected.en})
    elif kind == "pattern":
        wrong = schema.get("x-error", FOLLOW_THE_EXAMPLE.as_dict())
        yield Fault(
            schema.get("x-code", "F24"),
            place,
            {**words, "value": value, "error": wrong["zh"], "error_en": wrong["en"]},
        )
    elif kind == "format":
        yield Fault("F29", place, {**words, "value": value})
    elif kind in ("minLength", "maxLength"):
        zh, en = _range(schema.get("minLength", 0), schema.get("maxLength"))
        yield Fault("F25", place, {**words, "range": zh, "range_en": en})
    elif kind in ("minItems", "maxItems"):
        zh, en = _range(schema.get("minItems", 0), schema.get("maxItems"))
        yield Fault("F26", place, {**words, "range": zh, "range_en": en})
    elif kind in ("minimum", "maximum"):
        zh, en = _range(schema.get("minimum", 0), schema.get("maximum"))
        yield Fault("F28", place, {**words, "value": value, "range": zh, "range_en": en})
    else:
        raise LookupError(f"no sentence for the schema keyword {kind}")


def _property(root: Any, place: Place) -> Any:
    """The schema of the property at a place, as the model that holds it states it: there its title stands."""
    schema = root
    for step in place:
        while "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        schema = (
            schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        )
    return schema


def _words(root: Any, place: Place) -> dict[str, str]:
    """Title of the field at a place; of the nearest field above where the place has none, as an item of a list."""
    while place and "x-title" not in _property(root, place):
        place = place[:-1]
    title = _property(root, place).get("x-title", THE_FILING.as_dict())
    return {"title": title["zh"], "title_en": title["en"]}


def _missing(root: Any, error: ValidationError, place: Place) -> Iterator[Fault]:
    schema: Any = error.schema
    instance: Any = error.instance
    for key in schema["required"]:
        if key not in instance:
            yield Fault("F20", place, {**_words(root, (*place, key)), "key": key})


def _unknown(error: ValidationError, place: Place) -> Iterator[Fault]:
    schema: Any = error.schema
    instance: Any = error.instance
    known = schema.get("properties", {})
    for key in instance:
        if key in known:
            continue
        if key in NOT_FOR_FILERS:
            yield Fault("A14-1", (*place, key), {"key": shown(key)}, on_key=True)
            continue
        near = _nearest(key, [name for name in known if name not in instance])
        words = NEAR.fill(near=near) if near else Text("", "")
        yield Fault(
            "F21",
            (*place, key),
            {"key": shown(key), "meant": near or "", "near": words.zh, "near_en": words.en},
            on_key=True,
        )


def _nearest(key: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(key, known, n=1, cutoff=0.7)), None)


def _range(least: int, most: int | None) -> tuple[str, str]:
    words = (
        AT_LEAST.fill(least=str(least)) if most is None else FROM_TO.fill(least=str(least), most=str(most))
    )
    return words.zh, words.en


def _as_written(value: Any) -> str:
    """A value for a sentence: text as it is, all else as JSON, which a filer recognizes."""
    written = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    )
    return shown(written)
