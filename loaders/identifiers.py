"""The registers that links lead to: their namespaces and what an identifier of each looks like.

Names of things are in the authority files. This module must not say which identifier is whose.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tvetgraph.loaders.values import Fault
from tvetgraph.ontology import BASE

_ROR_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR = re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}")


@dataclass(frozen=True)
class Register:
    """A register of identifiers: its prefix in a CURIE, its namespace, its names, its form."""

    prefix: str
    namespace: str
    zh: str
    en: str
    form: Fault
    accepts: Callable[[str], bool]


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda identifier: compiled.fullmatch(identifier) is not None


def ror_checksum(identifier: str) -> str:
    """Compute the two check digits of a ROR id from its first seven characters.

    They are ISO 7064 MOD 97-10 over the number that the characters write in base 32.
    """
    number = 0
    for character in identifier[:7]:
        number = number * 32 + _ROR_ALPHABET.index(character)
    return f"{98 - number * 100 % 97:02d}"


def _is_ror(identifier: str) -> bool:
    return bool(_ROR.fullmatch(identifier)) and identifier.endswith(ror_checksum(identifier))


_REGISTERS = (
    Register(
        "wikidata",
        "http://www.wikidata.org/entity/",
        "维基数据",
        "Wikidata",
        ("不是维基数据条目号 / is not a Wikidata item", "写 Q 加数字 / write Q and a number"),
        _matches(r"Q[1-9][0-9]*"),
    ),
    Register(
        "geonames",
        "https://sws.geonames.org/",
        "GeoNames",
        "GeoNames",
        ("不是 GeoNames 编号 / is not a GeoNames id", '写数字加 "/" / write a number and "/"'),
        _matches(r"[1-9][0-9]*/"),
    ),
    Register(
        "ror",
        "https://ror.org/",
        "ROR",
        "ROR",
        (
            "不是 ROR 编号或校验位不符 / is not a ROR id or its check digits are wrong",
            "照 ROR 记录抄录九个字符 / copy the nine characters from the ROR record",
        ),
        _is_ror,
    ),
    Register(
        "gbt2260",
        BASE + "concept/gbt2260/",
        "GB/T 2260 行政区划代码",
        "GB/T 2260 division code",
        ("不是行政区划代码 / is not a division code", "写六位数字 / write six digits"),
        _matches(r"[1-9][0-9]{5}"),
    ),
    Register(
        "iso3166",
        BASE + "concept/iso3166/",
        "ISO 3166-1 国家和地区代码",
        "ISO 3166-1 country code",
        ("不是国家代码 / is not a country code", "写两三个大写字母 / write 2 or 3 capitals"),
        _matches(r"[A-Z]{2,3}"),
    ),
    Register(
        "moe",
        BASE + "concept/moe/",
        "教育部学校标识码",
        "school code of the Ministry of Education",
        ("不是学校标识码 / is not a school code", "写十位数字 / write ten digits"),
        _matches(r"[1-9][0-9]{9}"),
    ),
)

#: The registers by the prefix that their identifiers bear.
REGISTERS: Mapping[str, Register] = MappingProxyType({r.prefix: r for r in _REGISTERS})


def identifier_fault(curie: str) -> Fault | None:
    """Tell what is wrong with an identifier such as "wikidata:Q956"; nothing, None."""
    prefix, _, local = curie.partition(":")
    register = REGISTERS.get(prefix)
    if register is None:
        return "没有这个登记库 / is no such register", "可用 / use " + ", ".join(REGISTERS)
    return None if register.accepts(local) else register.form


def identifier_iri(curie: str) -> str:
    """Write an identifier as the IRI that its register gives it."""
    prefix, _, local = curie.partition(":")
    return REGISTERS[prefix].namespace + local
