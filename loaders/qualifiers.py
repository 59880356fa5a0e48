"""Say of whom, of what and in what the figures of a sentence are told: their dimensions.

Names in the sentence give them, its heading, and the sentences before it in the paragraph.
"""

import re
from collections.abc import Iterator

from tvetgraph.loaders.numerals import Numeral
from tvetgraph.loaders.quantities import Quantity
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.topics import Names, Pair, Topic, project_in, quoted_in

# Of these the longer name says it all.
_ONE = frozenset({"项目", "体系", "机构", "模式"})
_TAGS = {"firm": "企业", "foreign": "合作院校", "unit": "机构", "group": "集团", "contest": "赛事"}
_DURING = re.compile(r"(?<![\u4e00-\u9fff])(?:在)?(?P<during>[\u4e00-\u9fff]{2,8}期间)")
_GROUP = re.compile(r"(?:中职|高职|本科|学生|教师|职工|青年|公共基础|专业技能|师生|中等|高等)组")
_KIND_OF_SCHOOL = re.compile(
    r"(?:^|[，、含的和有括为对及]|其中)"
    r"(?P<kind>中职学?校|中等职业学校|高职院校|高职学院|本科院校|技工学校|职业高中|普通中专|成人中专)$"
)
_BATCH = re.compile(r"首批|前?第?[一二三四五六七八九十\d]批(?:次)?(?!教师|学生|人)")
_LEVEL = re.compile(r"国家级|国赛|全国|省部级|省级|市级|区级|校级|院级|国际级")
_CONTESTING = re.compile(r"奖|牌|[冠亚季]军|赛|选手|代表队|队伍|作品|评选|决赛|初评")
_RULED = re.compile(r"^(?:《|到\d{4}年|文件|意见|方案|通知|办法)|提出|规定|明确|要求")
_AID = re.compile(r"赴|对口|帮扶|支援|受援|输出|送教|扶贫|援[建疆藏青]|支教|向")
_EXAMPLES = re.compile(r"^[^，。；]{0,30}?等")
_ANOTHER = re.compile(r"[\d、]|专业$")
_WORDS = re.compile(r"(?=([\u4e00-\u9fff]{2}|\dX|X[\u4e00-\u9fff]))")
_AMBIGUOUS = re.compile(r"[;=|]")
# How far behind a figure its batch may be named: 3个首批….
_NEAR = 20


def dimensions(sentence: Sentence, names: Names, *, quantity: Quantity, topic: Topic) -> str:
    """Return all dimensions of a figure as name=value;…, each value once."""
    found = [
        topic.who,
        *_region(topic),
        *quantity.dimensions,
        *_scope(topic),
        *_these_schools(sentence.text, quantity.numeral, topic),
        *_named(sentence.text, names, quantity, topic.who[1]),
        *_told(sentence, quantity, topic),
        *_local(sentence.text, quantity.numeral),
        *_group(sentence.text, quantity),
        *_kind(sentence.text, quantity),
    ]
    kept: dict[str, str] = {}
    for name, value in found:
        part = name in _ONE and any(n == name and value in v and value != v for n, v in found)
        if value and value not in kept and not part and not _AMBIGUOUS.search(value):
            kept[value] = name
    return ";".join(f"{name}={value}" for value, name in kept.items())


def _region(topic: Topic) -> Iterator[Pair]:
    """Say of which region a governing body speaks, if its name begins with the report's own."""
    if topic.who[0] == "主体" and topic.home and topic.who[1].startswith(topic.home):
        yield "范围", topic.home


def _these_schools(text: str, numeral: Numeral, topic: Topic) -> Iterator[Pair]:
    """Say of how many schools a figure is told, if it does not itself stand in their number."""
    at = text.find(topic.schools)
    if topic.schools and (at < 0 or at + len(topic.schools) <= numeral.start):
        yield "范围", topic.schools


def _scope(topic: Topic) -> Iterator[Pair]:
    if topic.scope:
        yield "口径", topic.scope


def _named(text: str, names: Names, quantity: Quantity, who: str) -> Iterator[Pair]:
    """Say which names go with a figure: those before it and in its clause, but what it counts."""
    at = quantity.numeral
    first = max(text.rfind(mark, 0, at.start) for mark in "，。；") + 1
    end = _clause_end(text, at)
    for name in names:
        tag, called, start, stop = name
        example = _EXAMPLES.match(text[stop : at.start]) if stop <= at.start else None
        if start >= end or called == who or called in quantity.indicator or example:
            continue
        near = start == first or stop == at.start
        of_home = tag == "home" and near and not who.startswith(called)
        if tag in _TAGS:
            yield _TAGS[tag], called
        elif tag == "document":
            yield "文件", f"《{called}》"
        elif (tag == "collective" or of_home) and stop <= at.start:
            yield "范围", called
        elif start >= first:
            yield from _beside(text, name, quantity)


def _beside(text: str, name: tuple[str, str, int, int], quantity: Quantity) -> Iterator[Pair]:
    """Say what a name in the clause of a figure is to it: its major, its country, whom it helps."""
    tag, called, start, stop = name
    at = quantity.numeral
    divided = "类别" in dict(quantity.dimensions)
    aided = _AID.search(text if start < at.start else text[at.end : start])
    if tag == "country" and start < at.start:
        yield "国家", called
    elif tag == "major":
        yield from _major(text, called, stop, at.start)
    elif tag in ("school", "region") and aided and not divided:
        yield "受援", called
    elif tag == "school" and not divided:
        yield "合作院校", called


def _major(text: str, name: str, end: int, numeral: int) -> Iterator[Pair]:
    """Say which major a figure is told of: one before it with no other figure between."""
    between = text[end:numeral]
    if end < numeral and not _ANOTHER.search(between):
        yield "专业", name


def _told(sentence: Sentence, quantity: Quantity, topic: Topic) -> Iterator[Pair]:
    """Say what the heading and the sentences before have named that a figure belongs to."""
    yield from topic.document if topic.under_document else topic.headed
    contesting = bool(topic.contest and _CONTESTING.search(quantity.indicator))
    if contesting:
        yield "赛事", topic.contest
    level = _LEVEL.search(topic.contest) if contesting else None
    if level:
        yield "级别", level.group()
    if _RULED.search(sentence.text):
        yield from topic.document
    if topic.until and sentence.text.find(topic.until[1]) < quantity.numeral.start:
        yield topic.until
    so_far = sentence.text[: _clause_end(sentence.text, quantity.numeral)]
    project = project_in(so_far) or topic.project
    if project and not contesting and (project in so_far or _goes_on(project, sentence.text)):
        yield "项目", project
    quoted = quoted_in(so_far)
    yield from (pair for pair in quoted or topic.quoted if pair[1] not in quantity.indicator)
    if sentence.case and len(topic.firms) == 1:
        yield "企业", topic.firms[0]
    if sentence.case and len(topic.units) == 1 and topic.units[0] not in quantity.indicator:
        yield "机构", topic.units[0]


def _kind(text: str, quantity: Quantity) -> Iterator[Pair]:
    """Say of which kind of school a figure is told, where that stands right before it."""
    kind = _KIND_OF_SCHOOL.search(text[: quantity.numeral.start])
    if kind and kind["kind"] not in quantity.indicator and kind["kind"] not in _said(quantity):
        yield "范围", kind["kind"]


def _said(quantity: Quantity) -> str:
    return "".join(value for _, value in quantity.dimensions)


def _group(text: str, quantity: Quantity) -> Iterator[Pair]:
    """Say of which group of a contest a figure is told: the last before it, unless it says so."""
    groups = _GROUP.findall(text[: quantity.numeral.start])
    if groups and "组别" not in dict(quantity.dimensions):
        yield "组别", groups[-1]


def _clause_end(text: str, numeral: Numeral) -> int:
    return next((at for at in range(numeral.end, len(text)) if text[at] in "，；。"), len(text))


def _goes_on(project: str, text: str) -> bool:
    """Tell whether a sentence goes on about a project: it has a word of its name."""
    return any(word in text for word in _WORDS.findall(project) if word not in ("项目", "工程"))


def _local(text: str, numeral: Numeral) -> Iterator[Pair]:
    """Say what the clause of a figure tells beside names: batch, level, date."""
    start = max(text.rfind(mark, 0, numeral.start) for mark in "，；。") + 1
    clause = text[start : numeral.start]
    for name, pattern, where in (
        ("批次", _BATCH, text[start : numeral.end + _NEAR]),
        ("级别", _LEVEL, clause),
    ):
        found = [*pattern.finditer(where)]
        if found:
            yield name, found[-1].group()
    if during := _DURING.search(text, 0, numeral.start):
        yield "时期", during["during"]
