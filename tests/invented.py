"""An invented report: names and figures made from a seed, with what a reader should find in it.

Nothing in it stands in a real report: the city of 海州 and its schools do not exist.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.paper import Page, Sheet, lay_out

Cells = Sequence[str | None]
Expected = tuple[str, dict[str, str]]

_PLACES = ("临江区", "云台区", "赣东区", "连岛县", "墟沟区", "新浦区", "朝阳山区", "石桥县")
_TRADES = ("工贸", "信息工程", "旅游服务", "农林", "卫生", "交通运输", "工艺美术", "电子", "航海")
_SCHOOL_ENDS = ("职业学校", "中等专业学校", "职业高中", "职业教育中心学校", "高级技工学校")
_COLLEGE_ENDS = ("职业学院", "职业技术学院", "高等专科学校")
_MAJOR_HEADS = ("智能", "海洋", "港口", "绿色", "数字", "现代", "城市", "低空", "冷链", "古建筑")
_MAJOR_ENDS = (
    "设备运行与维护",
    "物流管理",
    "养殖技术",
    "影像与媒体技术",
    "装备制造",
    "服务与管理",
    "测绘技术",
    "会展服务",
    "材料检测",
)
_DIRECTIONS = ("船舶维修", "跨境客服", "无人机植保", "短视频制作", "养老照护", "港口调度")
_CATEGORIES = ("信息技术类", "交通运输类", "加工制造类", "旅游服务类", "农林牧渔类")
_FIRM_ENDS = ("船舶重工有限公司", "冷链物流股份有限公司", "酒店管理集团", "科技有限责任公司")
_COUNTRIES = ("德国", "日本", "澳大利亚", "新西兰", "英国")
_FOREIGN = ("港湾应用科技大学", "莱茵职业学院", "北岛理工学院", "湖区社区学院")


@dataclass(frozen=True)
class Story:
    """A table on paper and the facts that it states."""

    sheet: Sheet
    facts: tuple[Expected, ...]


class Names:
    """Invented names, each kind without repetition."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def _new(self, make: Callable[[], str]) -> str:
        name = make()
        while name in self._given:
            name = make()
        self._given.add(name)
        return name

    def school(self) -> str:
        """Return a secondary school."""
        pick = self._random.choice
        return self._new(lambda: f"海州市{pick(_PLACES)}{pick(_TRADES)}{pick(_SCHOOL_ENDS)}")

    def college(self) -> str:
        """Return a higher vocational college."""
        pick = self._random.choice
        return self._new(lambda: f"海州{pick(_TRADES)}{pick(_TRADES)}{pick(_COLLEGE_ENDS)}")

    def major(self) -> str:
        """Return a major."""
        pick = self._random.choice
        return self._new(lambda: pick(_MAJOR_HEADS) + pick(_MAJOR_ENDS))

    def firm(self) -> str:
        """Return an enterprise."""
        pick = self._random.choice
        return self._new(lambda: f"{pick(_PLACES)[:2]}{pick(_TRADES)}{pick(_FIRM_ENDS)}")

    def foreign(self) -> str:
        """Return a foreign college."""
        pick = self._random.choice
        return self._new(lambda: pick(("布鲁", "卡斯", "林登", "奥克", "维斯")) + pick(_FOREIGN))


def added_majors(random: Random, names: Names, *, number: str, year: str) -> Story:
    """Return a table of majors added: merged schools, directions and remarks that may be blank."""
    rows: list[Cells] = []
    facts: list[Expected] = []
    serial = 0
    for _ in range(random.randint(3, 7)):
        school = names.school()
        for index in range(random.randint(1, 4)):
            serial += 1
            remark = random.choice(("", "目录外", f"{int(year) - 1}增补目录"))
            direction = random.choice(("", *_DIRECTIONS))
            row = [random.choice(_CATEGORIES), names.major(), direction]
            years = random.choice("三四")
            shown = school if index == 0 else None
            rows.append([str(serial), shown, *row, years, remark])
            status = {"": "", "目录外": "outside"}.get(remark, "supplement")
            values = dict(zip(("category", "major", "direction"), row, strict=True))
            values |= {"school": school, "years": f"{years}年", "status": "added", "year": year}
            facts.append(("offerings", values | {"catalogue_status": status, "note": remark}))
    header = ["序号", "学校名称", "专业类别", "专业名称", "技能方向", "学制（年）", "备注"]
    caption = f"表 {number} {year} 年海州市中等职业学校新增专业（技能方向）一览表"
    return Story(Sheet(caption, header, rows), tuple(facts))


def pipelines(random: Random, names: Names, *, number: str, year: str) -> Story:
    """Return a table of new 3+2 pipelines."""
    rows: list[Cells] = []
    facts: list[Expected] = []
    for serial in range(1, random.randint(9, 24)):
        school, major, college, onward = (
            names.school(),
            names.major(),
            names.college(),
            names.major() + random.choice(("", "（港口方向）")),
        )
        rows.append([f"{serial}.", school, major, college, onward])
        stages = f"{school}|{major}|3 > {college}|{onward}|2"
        facts.append(
            ("pipelines", {"form": "3+2", "stages": stages, "status": "new", "year": year})
        )
    header = ["序号", "中职学校", "中职专业", "高职学院", "高职专业"]
    caption = f"表 {number} {year} 年新增“3+2”中高职衔接办学项目名单"
    return Story(Sheet(caption, header, rows), tuple(facts))


def apprenticeships(random: Random, names: Names, *, number: str) -> Story:
    """Return a table of apprenticeships: colleges merged, several employers in one cell."""
    rows: list[Cells] = []
    facts: list[Expected] = []
    for serial in range(1, random.randint(3, 6)):
        school = names.college()
        for index in range(random.randint(1, 3)):
            major = names.major()
            firms = [names.firm() for _ in range(random.choice((1, 1, 2, 3)))]
            first, second = str(random.randint(10, 80)), str(random.randint(0, 80))
            top = index == 0
            left = [str(serial) if top else None, school if top else None]
            rows.append([*left, major, "、".join(firms), first, second])
            values = {"school": school, "major": major, "employers": ";".join(firms)}
            enrolled = {"enrolled": f"第一年={first};第二年={second}", "batch": "第四批"}
            facts.append(("apprenticeships", values | enrolled))
    header = ["序号", "试点单位", "合作专业", "合作单位", "第一年", "第二年"]
    upper = ["序号", "试点单位", "合作专业", "合作单位", "招生人数"]
    caption = f"图表 {number} 海州市第四批现代学徒制试点情况"
    return Story(Sheet(caption, header[4:], rows, upper=upper), tuple(facts))


def foreign(random: Random, names: Names, *, number: str, year: str) -> Story:
    """Return a table of Sino-foreign programmes: college, country and partner merged."""
    rows: list[Cells] = []
    facts: list[Expected] = []
    serial = 0
    for _ in range(random.randint(2, 5)):
        college, country, partner = names.college(), random.choice(_COUNTRIES), names.foreign()
        for index in range(random.randint(1, 3)):
            serial += 1
            majors = [names.major() for _ in range(random.choice((1, 1, 2)))]
            kind = random.choice(("项目", "机构"))
            left = [college, country, partner] if index == 0 else [None, None, None]
            rows.append([str(serial), *left, "、".join(majors), kind])
            values = {"college": college, "country": country, "partner": partner, "year": year}
            slug = {"项目": "programme", "机构": "institution"}[kind]
            values |= {"majors": ";".join(majors), "programme_kind": slug}
            facts.append(("foreign_programmes", values))
    header = ["序号", "中方院校", "合作国家", "外方院校", "合作专业", "类别"]
    caption = f"图表 {number} {year} 年海州市中外合作办学情况"
    return Story(Sheet(caption, header, rows), tuple(facts))


def pupils(random: Random, *, number: str, years: Sequence[str]) -> Story:
    """Return a table of pupils by year under two headings, with a note that holds for all of it."""
    rows: list[Cells] = []
    facts: list[Expected] = []
    for section in ("招生", "在校生"):
        rows.append([section])
        for category in ("普通中专", "职业高中", "小计"):
            values = [str(random.randint(900, 60000)) for _ in years]
            rows.append([f"{category}（人）", *values])
            facts += [
                (
                    "observations",
                    {
                        "indicator": section,
                        "dimensions": f"类别={category}",
                        "period": year,
                        "value": value,
                        "unit": "人",
                        "note": "不含技工学校",
                    },
                )
                for year, value in zip(years, values, strict=True)
            ]
    header = ["类别", *(f"{year} 年" for year in years)]
    caption = f"表{number} {years[0]}—{years[-1]}年海州市中等职业学校学生数量情况"
    notes = ["数据来源：《海州市教育事业统计资料》，海州市教育局编。不含技工学校", "数据。"]
    return Story(Sheet(caption, header, rows, notes), tuple(facts))


def stories(seed: int) -> Iterator[Story]:
    """Yield the tables of the report of a seed."""
    random = Random(seed)  # noqa: S311 - no secret, a report
    names = Names(random)
    year = str(random.randint(2022, 2031))
    first = random.randint(2, 7)
    years = [str(int(year) - back) for back in range(random.randint(2, 5), -1, -1)]
    yield pupils(random, number=f"{first}-1", years=years)
    yield added_majors(random, names, number=f"{first}-2", year=year)
    yield pipelines(random, names, number=f"{first}-3", year=year)
    yield apprenticeships(random, names, number=f"{first}-4")
    yield foreign(random, names, number=f"{first}-5", year=year)


def page(seed: int, columns: int) -> Page:
    """Return how the seed's paper looks: its column widths, page length and running head."""
    random = Random(seed)  # noqa: S311 - no secret, a report
    head = ["海州市职业教育质量年度报告 2031", str(random.randint(100, 999))]
    return Page(
        widths=[0, *(random.choice((0, 7, 8, 9, 10, 12)) for _ in range(columns - 1))],
        rows_a_page=random.choice((0, 5, 8)),
        head=head if random.random() < 0.5 else [],
        blank_lines=random.random() < 0.7,
        serial_alone=random.random() < 0.3,
        break_in_cell=random.random() < 0.5,
        repeat_header=random.random() < 0.7,
    )


def report(seed: int) -> list[str]:
    """Return the lines of the report of a seed."""
    lines = ["2031 年海州市职业教育质量年度报告", "", "一、发展概况", "", "（一）办学规模", ""]
    for index, story in enumerate(stories(seed)):
        lines += ["海州市的职业学校在这一年里办学平稳，具体数字见下表。", ""]
        lines += [*lay_out(story.sheet, page(seed * 10 + index, len(story.sheet.header))), ""]
        lines += [f"【案例 2-{index + 1}】渔港课堂。课堂搬到了渔港，学生跟着师傅学修船。", ""]
    return lines
