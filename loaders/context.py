"""Who a sentence is about and when: the schools and the year that stand before its statements."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tvetgraph.loaders.mentions import EACH, Mention
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.shapes import SHAPES

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—－]\d{4}|届|级)")
# A year that something is compared with, as in 比 2019 年提高, is not the sentence's own.
_COMPARED = re.compile(r"(?:比|较|与|同|[高低多少]于)(?:19|20)\d\d[年届]")
_LINK = re.compile(r"、|和|及")
_OBJECT_MARK = re.compile(
    r"(?:与|和|同|向|为|对|给|赴|被|在|到|联合|对口|帮扶|支援|走进|来自|举办|依托|借助|通过|利用|加入|牵头|组建|主办|成立|已有|现有|聘请|邀请|委托|进入|考入|升入|打造|指导|推动|提升|汇聚|汇集|集聚|覆盖|吸引)$"
)
_LEADS = re.compile(r"作?为(?:牵头|龙头|主|组长|理事长)")
_GATHERS = re.compile(r"(?:汇聚|汇集|集聚)(?:了|来自)?[^，。；]*$")
_WINS = re.compile(r"[^，。；]{0,6}(?:荣获|获得|取得|夺得|斩获|摘得|获奖)|(?<=队)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,4}(?:县|旗)")
_RULERS = frozenset({"body", "home"})
_GOVERNING = re.compile(r"(?:委员会|教委|工委|局|厅|部|政府|国务院|科委)$")
# What a body does, behind clauses that say why: 为统筹发展，云州市继续推进.
_ACTS = re.compile(
    r"(?:继续|积极|不断|持续|大力|全面|先后|还|共|联合|分别|首次|进一步)*"
    r"(?:推进|组织|制定|出台|启动|开展|发布|印发|建立|设立|成立|实施|公布|举办|修订|遴选|构建|完善|搭建|打造|推动)"
)
# What stands behind those who are asked or allowed to do something.
_ASKED = "可应须要需"
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[^，。；]{0,20}?(?:[，：]|\d+年(?:\d+月)?(?:\d+日)?|^|今年|近年来)+"
)
SUBJECT_TAGS = frozenset({"school", "collective", "group"})


@dataclass(frozen=True, slots=True)
class Context:
    """The subjects and the year in force at the beginning of a sentence."""

    case: str
    paragraph: int
    subjects: tuple[str, ...] = ()
    year: str = ""
    ruling: bool = False
    named_in: int = -1


def follow(context: Context, sentence: Sentence) -> Context:
    """Return the context for the next sentence: kept inside a case or a paragraph."""
    same = sentence.case == context.case and (
        sentence.case or sentence.paragraph == context.paragraph
    )
    if same:
        return replace(context, paragraph=sentence.paragraph)
    return Context(sentence.case, sentence.paragraph)


def subjects_of(
    sentence: Sentence, mentions: Sequence[Mention], *, context: Context, region: str
) -> tuple[str, ...]:
    """Return the schools a sentence is about: the first list of them that is no object.

    Where a school is spoken of already, schools as a whole and schools outside the report's
    `region` are no subjects.
    """
    mentions = _standing(mentions)
    objects = _objects(sentence.text, mentions)
    named = any(m.tag == "school" and m.start not in objects for m in mentions)
    for index, mention in enumerate(mentions):
        if mention.tag == "collective" and (named or _inside(sentence.text, mention)):
            continue
        stands = not context.subjects or _own(mention, region) or _takes_over(sentence, mention)
        if mention.tag in SUBJECT_TAGS and stands and mention.start not in objects:
            return _listed(sentence.text, mentions[index:], SUBJECT_TAGS)
        if not sentence.case and mention.tag in _RULERS and _rules(sentence.text, mention):
            return _listed(sentence.text, mentions[index:], _RULERS | {"collective"})
    return ()


def case_subjects(
    named: Iterable[tuple[Sentence, Sequence[Mention]]], *, region: str
) -> Mapping[str, tuple[str, ...]]:
    """Return the first subjects of each case, whom its title is about before it names them."""
    first: dict[str, tuple[str, ...]] = {}
    for sentence, mentions in named:
        if sentence.case and sentence.case not in first:
            context = Context(sentence.case, sentence.paragraph)
            if who := subjects_of(sentence, mentions, context=context, region=region):
                first[sentence.case] = who
    return first


def _rules(text: str, mention: Mention) -> bool:
    """Tell whether a body or the report's own region is the subject of a sentence."""
    opens = _OPENING.fullmatch(text[: mention.start]) or (
        text[: mention.start].endswith("，") and _ACTS.match(text, mention.end)
    )
    follows = text[mention.end : mention.end + 1]
    body = mention.tag == "home" or _GOVERNING.search(mention.text)
    return bool(opens and body) and follows not in ("的", "地", "市", "")


def _standing(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out what is printed right behind a firm: a college that bears the firm's name."""
    firms = {mention.end for mention in mentions if mention.tag == "firm"}
    return [mention for mention in mentions if mention.start not in firms]


def _takes_over(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether schools as a whole win something, or open a sentence outside the cases."""
    opens = not sentence.case and _OPENING.fullmatch(sentence.text[: mention.start])
    wins = _WINS.match(sentence.text, mention.end)
    return mention.tag == "collective" and bool(opens or wins)


def _inside(text: str, mention: Mention) -> bool:
    """Tell whether 各学校 of no named place do not open a sentence, or are only asked to do so."""
    if not mention.text.startswith(EACH):
        return False
    return not _OPENING.fullmatch(text[: mention.start]) or text[mention.end] in _ASKED


def _own(mention: Mention, region: str) -> bool:
    """Tell whether a school lies in the report's region; a province has counties of its own."""
    if mention.tag == "collective":
        return False
    elsewhere = SHAPES.place.match(mention.text)
    home = re.sub(r"(?:省|市|(?:[回壮]族|维吾尔)?自治区)$", "", region)
    county = _COUNTY.match(mention.text) and not region.endswith(("省", "自治区"))
    return not (county or (elsewhere and not mention.text.startswith(home)))


def _objects(text: str, mentions: Iterable[Mention]) -> frozenset[int]:
    """Return where names begin that are no subjects: behind a mark, or listed with such a name."""
    found: list[int] = []
    end = -1
    for mention in mentions:
        marked = _OBJECT_MARK.search(text[max(0, mention.start - 4) : mention.start])
        joined = end >= 0 and _LINK.fullmatch(text[end : mention.start])
        end = mention.end if marked or joined else -1
        if marked or joined or leads(text, mention):
            found.append(mention.start)
    return frozenset(found)


def leads(text: str, mention: Mention) -> bool:
    """Tell whether a school is said to lead what is named next: 以甲校为牵头校的集团."""
    return text[: mention.start].endswith("以") and bool(_LEADS.match(text, mention.end))


def gathered(text: str, mention: Mention) -> bool:
    """Tell whether a name is one of those whom something brings together: 汇聚甲校、乙校."""
    return bool(_GATHERS.search(text[: mention.start]))


def _listed(text: str, mentions: Sequence[Mention], tags: frozenset[str]) -> tuple[str, ...]:
    names = [mentions[0].text]
    for before, mention in pairwise(mentions):
        link = text[before.end : mention.start]
        if mention.tag not in tags or not _LINK.fullmatch(link):
            break
        names.append(mention.text)
    return tuple(names)


def year_of(text: str) -> str:
    """Return the one year that a sentence names as its own, or nothing.

    >>> year_of("2020年就业率比2019年提高"), year_of("较2018年增加")
    ('2020', '')
    """
    years = dict.fromkeys(_YEAR.findall(_COMPARED.sub("", text)))
    return next(iter(years)) if len(years) == 1 else ""


def updated(
    context: Context, mentions: Iterable[Mention], *, who: tuple[str, ...], year: str
) -> Context:
    """Return the context with the subjects and year of its sentence, where it has any."""
    ruling = any(mention.text in who and mention.tag in _RULERS for mention in mentions)
    return Context(
        context.case,
        context.paragraph,
        who or context.subjects,
        year or context.year,
        ruling if who else context.ruling,
        context.paragraph if who else context.named_in,
    )
