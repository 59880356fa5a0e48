"""The units that reports print beside indicators, told by their form: 元/生 needs no entry."""

import re

from tvetgraph.loaders.tokens import normal

_COUNTED = "人|名|个|所|门|册|台|项|件|种|本|套|处|次|场|场次|岁|倍|份|家|条|位|学分|工位|批|届"
_MEASURED = (
    "元|平方米|米|m2|㎡|公顷|亩|GB|TB|小时|学时|课时|天|日|周|月|年|人日|人次|人时|人天|课次"
)
_SIMPLE = f"{_COUNTED}|{_MEASURED}"
_UNIT = re.compile(rf"%|‰|:1|百分点|[百千万亿]{{0,2}}({_SIMPLE})(/({_SIMPLE}|生))?")


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit.

    >>> is_unit("万元/生"), is_unit("人 日"), is_unit("不含思想政治课")
    (True, True, False)
    """
    return bool(_UNIT.fullmatch(normal(text)))
