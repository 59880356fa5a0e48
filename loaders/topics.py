"""Remember what the sentences before a figure have named: contest, document, project, schools."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tvetgraph.loaders.boundaries import after_stops
from tvetgraph.loaders.context import Context
from tvetgraph.loaders.mentions import Mention
from tvetgraph.loaders.periods import own_year
from tvetgraph.loaders.quantities import Said
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.shapes import SHAPES, alternatives

Pair = tuple[str, str]
# Tag, name, start and end of each name of a sentence.
Names = tuple[tuple[str, str, int, int], ...]
_LISTED = frozenset({"contest", "firm", "foreign", "region", "school", "country"})
_TOGETHER = re.compile(r"[、和及与]|以及")
_OUTER = re.compile(f"(?:{alternatives(SHAPES.provinces)})(?:省|自治区|市)?$")
# What a contest is called further, right behind a name that was found: …大赛教学能力比赛.
_FURTHER = re.compile(
    r"[^，。；、的在获荣（(]{0,14}?(?:试点赛|大赛|比赛|竞赛|决赛|预赛|选拔赛)(?![主项场区道程])"
)
_SCOPE = re.compile(r"[（(](?P<scope>不[含包]括?[^（）()，。；]{2,16})[）)]")
_KINDS = re.compile(r"[（(](?P<kinds>[\u4e00-\u9fff]{2,8}(?:[和及与、][\u4e00-\u9fff]{2,8})+)[）)]")
# The schools or pupils of a region as a whole, right behind its name.
_SYSTEM = re.compile(
    r"(?:\d{4}届)?(?P<what>(?:中等|高等|中高等)?职业(?:技术)?教育"
    r"|(?:中职|高职|职业院校|中等职业学校|高职院校)(?:毕业生|学生|教师|新生|专任教师))"
)
_OPENING = re.compile(
    r"(?:[^，]{0,4}\d{4}年(?:度|\d+月)?，?|截[至止][^，]{0,12}，|今年，?|目前，?)?(?:[^，]{0,12}，)?"
)
# 2031年，云州25所职业院校占地…: of these schools the figures behind are told.
_NUMBERED = re.compile(
    r"(?:\d{4}年，?|其中，?|目前，?)?"
    r"(?P<who>(?:(?![有组对在由与])[\u4e00-\u9fff]){0,4}\d+所[\u4e00-\u9fff]{0,8}?(?:院校|学校))"
    r"(?![\u4e00-\u9fff]{0,2}(?:数|参|入|的))"
)
_PROJECTS = "试点|试验|实验|行动计划|工程|扶贫协作"
_NO_PROJECT = "(?![学院校地区班专业单位赛师技室])"
_MARK = r"“|\d\+X|[A-Z]{3}"
_MARKED = re.compile(_MARK)
_PROJECT = re.compile(
    r"(?:“[^“”]{2,16}”|\d\+X|[A-Z]{3,8})[\u4e00-\u9fffA-Za-z]{0,14}?"
    rf"(?:{_PROJECTS}|项目)(?:项目)?{_NO_PROJECT}"
    rf"|[\u4e00-\u9fff]{{2,20}}?(?:{_PROJECTS})(?:项目)?{_NO_PROJECT}"
)
_BROKEN = re.compile(r"[的，。]|^\d(?!\+)")
_SHORTEST_PROJECT = 5
# Things with a name of their own in quotation marks, told by the noun behind.
_QUOTED = re.compile(
    r"“[^“”，。]{2,24}”[\u4e00-\u9fff]{0,8}?(?P<kind>活动|平台|品牌|讲座|模式|体系|系统|行动)"
)
_PLAN = re.compile(r"双高|特高")
_UNTIL = re.compile(
    r"(?P<then>截[至止]\d{4}年(?:\d+月)?(?:\d+日)?底?)|(?:^|[，；])(?P<by>到\d{4}年底?)(?=，)"
)
_ISSUED = re.compile(r"(?P<date>\d{4}年(?:\d+月)?)[^。；]{0,60}(?:发布|印发|出台|颁布|制定|公布)")
_ONE = frozenset({"学校", "集团"})
_WHO = {"collective": "范围", "home": "范围", "group": "集团", "body": "主体"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What the sentences before have named, within a section or case, or one paragraph of it.

    `headed` is what the heading names, `who` whose the figures are; the report's region is `home`.
    """

    where: str = ""
    paragraph: int = -1
    headed: tuple[Pair, ...] = ()
    contest: str = ""
    document: tuple[Pair, ...] = ()
    project: str = ""
    scope: str = ""
    schools: str = ""
    firms: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    quoted: tuple[Pair, ...] = ()
    who: Pair = ("", "")
    year: str = ""
    home: str = ""
    until: Pair | None = None
    goes_on: bool = False
    said: Said = field(default_factory=Said)

    @property
    def under_document(self) -> bool:
        """Tell whether the document spoken of is the one that the heading names."""
        title = dict(self.headed).get("文件", "")
        return bool(title and self.document) and self.document[0][1].startswith(title[:-1])


def topic_at(topic: Topic, sentence: Sentence, *, headed: tuple[Pair, ...]) -> Topic:
    """Return what is still spoken of at the beginning of a sentence."""
    if sentence.where != topic.where:
        return Topic(sentence.where, sentence.paragraph, headed, home=topic.home)
    if sentence.paragraph != topic.paragraph and not sentence.case:
        new = Topic(topic.where, sentence.paragraph, topic.headed, home=topic.home)
        return replace(new, document=topic.document)
    if sentence.paragraph != topic.paragraph:
        return replace(topic, paragraph=sentence.paragraph, quoted=(), year="", until=None)
    return topic


def told(topic: Topic, sentence: Sentence, *, names: Names, context: Context) -> Topic:
    """Return the topic with what a sentence names."""
    text = sentence.text
    contests, documents, firms, units = (
        tuple(name for tag, name, *_ in names if tag == wanted)
        for wanted in ("contest", "document", "firm", "unit")
    )
    project = project_in(text)
    who = _whose(text, names, context, topic)
    if topic.who[1] and who != topic.who and who[0] in _ONE:
        # What was said of others is not said of this one.
        topic = replace(topic, contest="", project="", scope="", firms=(), units=(), quoted=())
    return replace(
        topic,
        contest=contests[-1] if contests else topic.contest,
        document=_document(documents[0], text, topic) if documents else topic.document,
        # Only a project with a name of its own is gone on about.
        project=project if _MARKED.match(project) else topic.project,
        scope=_scope_in(text, names) or topic.scope,
        firms=tuple(dict.fromkeys(topic.firms + firms)),
        units=tuple(dict.fromkeys(topic.units + units)),
        quoted=quoted_in(text) or topic.quoted,
        who=who,
        schools=_schools_in(text, topic),
        year=own_year(text) or topic.year,
        until=_until_in(text) or (None if own_year(text) else topic.until),
        goes_on=text.endswith("；"),
    )


def names_of(text: str, mentions: Sequence[Mention]) -> Names:
    """Return the names of a sentence, those of a list as one, contests with their stage."""
    found: list[tuple[str, str, int, int]] = []
    for mention in mentions:
        start, end = _whole(text, mention)
        tag, _, first, last = found[-1] if found else ("", "", 0, 0)
        if start < last:
            continue
        if tag == mention.tag and tag in _LISTED and _TOGETHER.fullmatch(text[last:start]):
            found[-1] = (tag, text[first:end], first, end)
        else:
            name = mention.text if (start, end) == (mention.start, mention.end) else text[start:end]
            found.append((mention.tag, name, start, end))
    return tuple(found)


def _whole(text: str, mention: Mention) -> tuple[int, int]:
    """Return a name with the stage of its contest, or the province before its place."""
    further = _FURTHER.match(text, mention.end) if mention.tag == "contest" else None
    outer = _OUTER.search(text[: mention.start]) if mention.tag == "region" else None
    return outer.start() if outer else mention.start, further.end() if further else mention.end


def headed_by(title: str, names: Names) -> tuple[Pair, ...]:
    """Return what a heading says of all the figures under it."""
    documents = [("文件", f"《{name}》") for tag, name, *_ in names if tag == "document"][:1]
    contests = [("赛事", name) for tag, name, *_ in names if tag == "contest"][:1]
    project = project_in(title)
    return (*documents, *contests, *([("项目", project)] if project else []))


def project_in(text: str) -> str:
    """Return the first project that a text names: by a mark of its own, or behind a verb."""
    for found in _PROJECT.finditer(text):
        marked = _MARKED.search(found.group())
        start = found.start() + marked.start() if marked else _begins(text, found)
        name = text[start : found.end()]
        if len(name) >= _SHORTEST_PROJECT and not _BROKEN.search(name):
            return name
    return ""


def _begins(text: str, found: re.Match[str]) -> int:
    return after_stops(text, start=found.start(), end=found.end() - 2)


def _document(title: str, text: str, topic: Topic) -> tuple[Pair, ...]:
    """Return a document and its date; that of the heading stays, whatever else is cited."""
    issued = _ISSUED.search(text)
    found = (("文件", f"《{title}》"), *([("发布", issued["date"])] if issued else []))
    kept = topic.under_document and (found[0] != topic.document[0] or len(found) == 1)
    return topic.document if kept else found


def quoted_in(text: str) -> tuple[Pair, ...]:
    """Return what a text names in quotation marks, by the noun behind, and the plans it names."""
    quoted = tuple((found["kind"], found.group()) for found in _QUOTED.finditer(text))
    return quoted + tuple(("计划", plan) for plan in dict.fromkeys(_PLAN.findall(text)))


def _until_in(text: str) -> Pair | None:
    """Return the day that figures stand at, or the year that they are to be reached by."""
    found = _UNTIL.search(text)
    if not found:
        return None
    return ("时点", found["then"]) if found["then"] else ("时限", found["by"])


def _schools_in(text: str, topic: Topic) -> str:
    """Return the number of schools that a sentence begins with; a semicolon goes on about them."""
    found = _NUMBERED.match(text)
    return found["who"] if found else topic.schools if topic.goes_on else ""


def _scope_in(text: str, names: Names) -> str:
    """Return which of the schools are meant: （不含技校）, or （甲类和乙类） right behind them."""
    kinds = (_KINDS.match(text, end) for tag, *_, end in names if tag == "collective")
    found = _SCOPE.search(text) or next((kind for kind in kinds if kind), None)
    return found.group()[1:-1] if found else ""


def _whose(text: str, names: Names, context: Context, topic: Topic) -> Pair:
    """Say whose the figures are: the subject in force, or a region's schools or pupils at large."""
    for tag, name, start, end in names:
        opens = tag == "home" and _OPENING.fullmatch(text[:start])
        if opens and (system := _SYSTEM.match(text, end)):
            return "范围", name + system["what"]
    if len(context.subjects) != 1:
        return topic.who if not context.subjects else ("", "")
    who = context.subjects[0]
    tags = [tag for tag, name, *_ in names if name == who]
    if not tags and topic.who[1].startswith(who):
        return topic.who
    tag = tags[0] if tags else "body" if context.ruling else "school"
    return _WHO.get(tag, "学校"), who
