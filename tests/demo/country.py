"""A small country of authorities, and a generated registry taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from registry.commands.demo import generate
from registry.core import paths
from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.filing import ProviderFiling
from registry.core.ledger import Event, digest
from registry.core.replay import Replay, replay
from registry.core.use import UserFiling

MODELS = {"provider": ProviderFiling, "user": UserFiling, "case": EnforcementCase}


def _places(*rows: str) -> list[dict[str, Any]]:
    """Places from rows such as `330100 杭州市 Hangzhou: 330102 上城区 Shangcheng, 330106 西湖区 Xihu`."""
    found = []
    for row in rows:
        own, _, inner = row.partition(": ")
        code, zh, en = own.split()
        place: dict[str, Any] = {"code": code, "zh": zh, "en": en}
        if inner:
            place["counties"] = _places(*inner.split(", "))
        found.append(place)
    return found


def _authority(slug: str, kind: str, zh: str, en: str, prefix: str, **more: Any) -> Authority:
    region = {"zh": zh, "en": en}
    name = {"zh": f"{zh}教育厅", "en": f"{en} Department of Education"}
    return Authority.model_validate(
        {"slug": slug, "kind": kind, "name": name, "region": region, "numeric_prefix": prefix, **more}
    )


AUTHORITIES = {
    authority.slug: authority
    for authority in (
        _authority("moe", "ministry", "全国", "National", "00"),
        _authority(
            "beijing", "province", "北京市", "Beijing", "11", gb2260="110000", icp_mark="京",
            counties=_places("110101 东城区 Dongcheng", "110108 海淀区 Haidian"),
        ),
        _authority(
            "zhejiang", "province", "浙江省", "Zhejiang", "33", gb2260="330000", icp_mark="浙",
            cities=_places(
                "330100 杭州市 Hangzhou: 330102 上城区 Shangcheng, 330106 西湖区 Xihu",
                "330200 宁波市 Ningbo: 330203 海曙区 Haishu, 330212 鄞州区 Yinzhou",
            ),
        ),
        _authority(
            "guangdong", "province", "广东省", "Guangdong", "44", gb2260="440000", icp_mark="粤",
            cities=_places("440100 广州市 Guangzhou: 440103 荔湾区 Liwan", "441900 东莞市 Dongguan"),
        ),
        _authority(
            "xpcc", "xpcc", "新疆生产建设兵团", "XPCC", "66", icp_mark="新",
            counties=_places("659001 石河子市 Shihezi", "659002 阿拉尔市 Aral"),
        ),
    )
}  # fmt: skip


@dataclass
class Demo:
    """A generated registry: bytes by path, records by kind and path, events in the order of each chain."""

    files: dict[str, bytes]
    records: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in MODELS})
    events: list[tuple[Event, bytes]] = field(default_factory=list)
    replay: Replay = field(default_factory=Replay)

    @property
    def providers(self) -> dict[str, ProviderFiling]:
        return self.records["provider"]

    @property
    def users(self) -> dict[str, UserFiling]:
        return self.records["user"]

    @property
    def cases(self) -> dict[str, EnforcementCase]:
        return self.records["case"]

    def sha256(self, path: str) -> str:
        return digest(self.files[path])


def taken_apart(files: Mapping[str, bytes]) -> Demo:
    """Every record validated by its model; every ledger line by its own."""
    demo = Demo(dict(files))
    ledger = []
    for path, content in demo.files.items():
        if parts := paths.ledger_parts(path):
            ledger.append((parts, content))
        elif kind := paths.kind_of(path):
            demo.records[kind][path] = MODELS[kind].model_validate(
                yaml.load(content, Loader=yaml.CSafeLoader)
            )
    for _, content in sorted(ledger, key=lambda found: (found[0][0], found[0][2])):
        demo.events += [(Event.model_validate_json(raw), raw) for raw in content.splitlines(keepends=True)]
    demo.replay = replay(demo.events)
    return demo


def made(apps: int, institutions: int, seed: int, authorities: Mapping[str, Authority] = AUTHORITIES) -> Demo:
    """A generated registry, taken apart."""
    return taken_apart(dict(generate(apps, institutions, seed, authorities)))
