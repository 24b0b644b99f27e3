"""`/api/v1/openapi.json`: the API described by an OpenAPI 3.1 document, written from the catalogue and the types of the answers."""

from typing import Any

from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.api.catalogue import CATALOGUE, Answer
from registry.render.site.api.envelope import SCHEMA_VERSION
from registry.render.site.api.schemas import COMPONENTS, components, file_name, titled

TITLE = Text("教育移动应用备案登记 接口", "Registry of educational mobile apps: API")
ABOUT = Text(
    "静态 JSON 文件，只读，无需注册，可自由下载和镜像(CC BY 4.0)。没有的文件回答 404。名称以 .json.gz 结尾的文件以 gzip 压缩，先解压再读。",
    "Static JSON files: read only, no sign-up, free to download and mirror (CC BY 4.0). A file that is not there answers 404. Files whose names end in .json.gz are compressed with gzip: unpack them first.",
)
PROMISE = Text(
    "同一版本(v1)内，字段不会改名、删除或改变类型，地址不会改变；可能增加字段、代码和文件，程序应忽略不认识的内容。没有空值，没有值的字段不出现；同一字段的类型始终相同。"
    "同一个提交发布的文件逐字节相同。不得不改变时另开 v2，v1 至少再保留 24 个月。",
    "Within a version (v1) no field is renamed, removed or changes its type, and no address changes; fields, codes and files may be added, and programs "
    "should ignore what they do not know. There are no nulls: a field without a value is left out, and a field always has the same type. The same commit "
    "gives the same bytes. What has to change becomes v2, and v1 stays for at least 24 months more.",
)


def openapi() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": TITLE.both(),
            "version": SCHEMA_VERSION,
            "description": f"{ABOUT.zh}\n\n{PROMISE.zh}\n\n{ABOUT.en}\n\n{PROMISE.en}",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "../../", "description": "本站根目录 Root of this site"}],
        "paths": {f"/{addresses.API}{answer.path}": {"get": _operation(answer)} for answer in CATALOGUE},
        "components": {"schemas": components()},
    }


def _operation(answer: Answer) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": answer.name,
        "summary": answer.title.both(),
        "x-summary": answer.title.as_dict(),
        "description": f"{answer.told.zh}\n\n{answer.told.en}",
        "x-description": answer.told.as_dict(),
        "responses": {
            "200": {
                "description": answer.title.both(),
                "content": {answer.media_type: {"schema": {"$ref": COMPONENTS + file_name(answer)}}},
            }
        },
    }
    if answer.missing:
        operation["responses"]["404"] = {"description": answer.missing.both()}
    if answer.parameter:
        parameter = answer.parameter
        operation["parameters"] = [
            {
                "name": parameter.name,
                "in": "path",
                "required": True,
                "description": parameter.told.both(),
                "schema": {"type": "string", "pattern": parameter.pattern, **titled(parameter.told)},
                "example": parameter.example,
            }
        ]
    return operation
