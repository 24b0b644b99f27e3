"""Building blocks of the models: typed values that carry their titles, hints and error sentences in both languages.

The same words go into the committed schemas (for editors and the web form) and into findings.
"""

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from registry.core import formats
from registry.core.text import Text


class Record(BaseModel):
    """Base of every model: exact types, no unknown keys, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


T = TypeVar("T")
# YAML gives lists; the models hold tuples. Only this outer step is lax, the items stay strict.
Many = Annotated[tuple[T, ...], Field(strict=False)]


class _NeverNull:
    """Strips the null from an optional field: a key is either absent or has a value, so that no schema is a union."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = handler(source)
        inner: CoreSchema = schema["schema"]
        return inner


Maybe = Annotated[T | None, _NeverNull()]


def words(zh: str, en: str, *, hint: Text | None = None, example: object = None, **limits: Any) -> Any:
    """Field() with a title in both languages, and optionally a hint, an example and limits."""
    extra: dict[str, Any] = {"x-title": {"zh": zh, "en": en}}
    if hint:
        extra["x-hint"] = hint.as_dict()
    return Field(
        title=f"{zh} {en}",
        description=f"{hint.zh}\n\n{hint.en}" if hint else None,
        examples=None if example is None else [example],
        json_schema_extra=extra,
        **limits,
    )


def _shape(
    pattern: str,
    wrong: Text,
    *,
    longest: int | None = None,
    shortest: int | None = None,
    code: str | None = None,
) -> tuple[Any, FieldInfo]:
    """Constraints and schema words of a string of a given form. `code` names the rule when it is an article's own."""
    extra: dict[str, Any] = {"patternErrorMessage": wrong.both(), "x-error": wrong.as_dict()}
    if code:
        extra["x-code"] = code
    constraints = StringConstraints(pattern=pattern, min_length=shortest, max_length=longest)
    field: FieldInfo = Field(json_schema_extra=extra)
    return constraints, field


def _existing_date(text: str) -> str:
    if not formats.is_calendar_date(text):
        raise PydanticCustomError("calendar_date", "no such day")
    return text


_name = _shape(
    formats.NAME,
    Text("名称不能以空格或符号开头、结尾，不能含 < > { } [ ] | ` \\ \" = # * _ ~ ^ $ % ! ; :: 等符号或部首，也不能把拉丁字母与希腊、西里尔字母混用。",
         "A name has no leading or trailing space or sign, none of < > { } [ ] | ` \\ \" = # * _ ~ ^ $ % ! ; :: and no radicals, and does not mix Latin with Greek or Cyrillic letters."),
    shortest=2, longest=200,
)  # fmt: skip
Name = Annotated[str, *_name]

Line = Annotated[str, *_shape(
    formats.ONE_LINE,
    Text("请写成一行文字，前后不留空格，不含尖括号。", "Write one line of text without outer spaces or angle brackets."),
    longest=1000,
)]  # fmt: skip
ShortName = Annotated[str, *_shape(
    formats.ONE_LINE,
    Text("请写成一行短语，前后不留空格，不含尖括号。", "Write a short phrase on one line without outer spaces or angle brackets."),
    longest=60,
)]  # fmt: skip
Uscc = Annotated[str, *_shape(
    formats.USCC,
    Text("统一社会信用代码为18位，由数字和大写字母组成(不含 I、O、Z、S、V)，请对照营业执照或法人证书填写。",
         "A unified social credit code has 18 digits and capital letters (no I, O, Z, S, V); copy it from the licence."),
)]  # fmt: skip
Day = Annotated[str, *_shape(
    formats.DATE,
    Text('日期请写成 "2026-01-31" 的形式，并加引号。', 'Write a date as "2026-01-31", in quotes.'),
), AfterValidator(_existing_date), Field(json_schema_extra={"format": "date"})]  # fmt: skip
Slug = Annotated[str, *_shape(
    formats.SLUG,
    Text("请填写省级行政区的拼音代号，例如 beijing。", "Give the slug of the province, such as beijing."),
)]  # fmt: skip
Team = Annotated[str, *_shape(
    formats.TEAM, Text("请填写代码托管平台的团队，例如 @edu-app-registry/beijing。", "Give a team on the forge, such as @edu-app-registry/beijing.")
)]  # fmt: skip
ItemId = Annotated[str, *_shape(
    formats.ITEM_ID,
    Text("文件内编号由小写字母开头，只含小写字母、数字和连字符，最长32位。",
         "An id within the file starts with a small letter and has only small letters, digits and hyphens (32 at most)."),
)]  # fmt: skip
NumericPrefix = Annotated[str, *_shape(
    formats.NUMERIC_PREFIX, Text('备案号前两位为两位数字，请加引号，例如 "11"。', 'A prefix has two digits, in quotes, such as "11".')
)]  # fmt: skip
IcpMark = Annotated[str, *_shape(
    formats.ICP_MARK, Text("ICP省份简称为一个字，例如 京。", "The ICP mark is one character, such as 京.")
)]  # fmt: skip
DivisionCode = Annotated[str, *_shape(
    formats.DIVISION,
    Text('行政区划代码为6位数字，请加引号，例如 "330106"。', 'A division code has six digits, in quotes, such as "330106".'),
)]  # fmt: skip
AuthorityPath = Annotated[str, *_shape(
    formats.AUTHORITY_PATH,
    Text("主管教育行政部门写成目录形式，例如 zhejiang/330100/330106。",
         "Write the competent authority as its folder, such as zhejiang/330100/330106."),
)]  # fmt: skip
FilingNumber = Annotated[str, *_shape(
    formats.FILING_NUMBER,
    Text("备案号形如 教APP备1100001号：教APP备 + 7位数字 + 号。", "A filing number looks like 教APP备1100001号: 教APP备, seven digits, 号."),
)]  # fmt: skip
IcpNumber = Annotated[str, *_shape(
    formats.ICP,
    Text("ICP备案号形如 京ICP备12345678号-1A，省份用简称(四川为蜀、贵州为黔、云南为滇、甘肃为陇)，请按工信部查询页面填写。",
         "An ICP number looks like 京ICP备12345678号-1A, with the one-character mark of the province; copy it from the MIIT query page."),
    longest=40, code="A09-2",
)]  # fmt: skip
MlpsCertificate = Annotated[str, *_shape(
    formats.MLPS_CERTIFICATE_LOOSE,
    Text("等级保护备案证明编号只含数字、大写字母和连字符，通常形如 11010813668-00001。",
         "An MLPS certificate number has only digits, capital letters and hyphens, usually like 11010813668-00001."),
)]  # fmt: skip
AndroidPackage = Annotated[str, *_shape(
    formats.ANDROID_PACKAGE,
    Text("安卓包名至少两段，以点分隔，每段以字母开头，例如 com.example.app。",
         "An Android package name has at least two parts, each starting with a letter, such as com.example.app."),
    longest=150,
)]  # fmt: skip
IosBundle = Annotated[str, *_shape(
    formats.IOS_BUNDLE,
    Text("iOS Bundle ID 只含字母、数字、点和连字符，例如 com.example.app。",
         "An iOS bundle id has only letters, digits, dots and hyphens, such as com.example.app."),
    longest=155,
)]  # fmt: skip
AppStoreId = Annotated[str, *_shape(
    formats.APP_STORE_ID,
    Text('App Store 编号为9至10位数字，请加引号，例如 "1458305565"。',
         'An App Store id has nine or ten digits, in quotes, such as "1458305565".'),
)]  # fmt: skip
WechatAppId = Annotated[str, *_shape(
    formats.WECHAT_APP_ID,
    Text("微信小程序 AppID 为 wx 加16位小写十六进制字符。", "A WeChat mini program AppID is wx and 16 small hexadecimal characters."),
)]  # fmt: skip
Sha256 = Annotated[str, *_shape(
    formats.SHA256, Text("SHA-256 为64位小写十六进制字符。", "A SHA-256 has 64 small hexadecimal characters.")
)]  # fmt: skip
AgeKey = Annotated[str, *_shape(
    formats.AGE_KEY,
    Text("公钥为 age 的 X25519 公钥：age1 加58位小写字母和数字；抗量子公钥(age1pq…)和 SSH 公钥暂不支持。",
         "A key is a public key of age for X25519: age1 and 58 small letters and digits; post-quantum keys (age1pq…) and SSH keys are not supported."),
)]  # fmt: skip
SigningCertificate = Annotated[str, *_shape(
    formats.SIGNING_CERTIFICATE,
    Text("签名证书指纹为 SHA-256：64位小写十六进制字符，或大写加冒号。",
         "The fingerprint of the signing certificate is a SHA-256: 64 small hexadecimal characters, or capitals with colons."),
)]  # fmt: skip
Url = Annotated[str, *_shape(
    formats.URL,
    Text("网址以 https:// 或 http:// 开头，域名用英文字符，中文请先转码。",
         "An address starts with https:// or http://, has an ASCII host, and any Chinese in it percent-encoded."),
    longest=500,
)]  # fmt: skip
Email = Annotated[str, *_shape(
    formats.EMAIL,
    Text("请填写单位公开邮箱，例如 service@example.cn。", "Give the unit's public mailbox, such as service@example.cn."),
    longest=200,
)]  # fmt: skip
Hotline = Annotated[str, *_shape(
    formats.HOTLINE,
    Text('请填写单位服务电话，只用数字和连字符并加引号，例如 "010-80000000"。',
         'Give the unit\'s service phone, digits and hyphens only, in quotes, such as "010-80000000".'),
)]  # fmt: skip
AppVersion = Annotated[str, *_shape(
    formats.VERSION, Text('版本号请加引号，例如 "1.10"。', 'Write the version in quotes, such as "1.10".')
)]  # fmt: skip
SchoolCode = Annotated[str, *_shape(
    formats.SCHOOL_CODE, Text('学校标识码为10位数字，请加引号。', "A school code has ten digits, in quotes.")
)]  # fmt: skip
DocumentNo = Annotated[str, *_shape(
    formats.DOCUMENT_NO, Text("文号写成一行，例如 示教〔2026〕1号。", "Write the document number on one line, such as 示教〔2026〕1号.")
)]  # fmt: skip
