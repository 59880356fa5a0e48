"""Pages about networks: what they say, in both languages, and that no text becomes markup."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.networks_store import BASE, networks_store
from tvetgraph.cli import main
from tvetgraph.graph.networks import NETWORKS, stability
from tvetgraph.graph.networks.heldout import Check, Rate
from tvetgraph.graph.networks.profile import profile
from tvetgraph.graph.networks.system import read_system
from tvetgraph.graph.store import open_store
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks import pictures, profile_document, report_document, to_html, to_markdown
from tvetgraph.viz.networks.charts import Bar, Range, bars, ranges
from tvetgraph.viz.networks.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    number,
    same,
)
from tvetgraph.viz.networks.html import Language
from tvetgraph.viz.networks.report import Reckoned
from tvetgraph.viz.networks.words import check_told, listed, read_words, share

MINI = Path(__file__).parent / "cases" / "mini"
HOSTILE = "<img src=x onerror=alert(1)> href"
NASTY = Text("甲|乙 *丙* [丁](x) </td><script>alert(1)</script>", "a|b *c* `d` _e_ <b>f</b>")
EVERYTHING = Document(
    (
        Heading(1, NASTY),
        Paragraph(NASTY, note=True),
        Bullets((NASTY,)),
        Table((NASTY, Text("数", "number")), ((NASTY, same(3)), (same("x"), number(2.5, 1)))),
        Figure(bars([Bar(NASTY, 3, same(3))], title=NASTY), NASTY),
        Figure(ranges([Range(NASTY, 0.5, 0.25, 0.75)], title=NASTY), NASTY),
    )
)
LANGUAGES: tuple[Language, ...] = ("", "zh", "en")
Run = Callable[..., tuple[int, str, str]]


class Tags(HTMLParser):
    """Collect the tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def names(self) -> set[str]:
        """Name every tag of the page."""
        return {tag for tag, _ in self.tags}


@pytest.fixture(scope="module")
def report(mini: Path) -> Document:
    store = open_store(mini)
    system = read_system(store)
    checks = dict.fromkeys((name for name, kind in NETWORKS.items() if kind.askers), None)
    return report_document(
        read_words(store, system), Reckoned(stability(system.partners, runs=2), checks)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_markup(language: Language) -> None:
    page = Tags(to_html(EVERYTHING, language=language))
    assert not page.names() & {"script", "img", "b", "a", "object", "iframe"}
    requests = [v for _, a in page.tags for k, v in a.items() if k in {"src", "href", "action"}]
    assert set(requests) == {"data:,"}
    events = [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert events == []


def test_the_page_forbids_scripts_and_requests() -> None:
    page = Tags(to_html(EVERYTHING))
    (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv")]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_both_languages_have_a_switch_and_one_has_none() -> None:
    both, zh, en = (to_html(EVERYTHING, language=language) for language in LANGUAGES)
    assert (both.count('type="radio"'), zh.count('type="radio"')) == (2, 0)
    assert ('<html lang="zh-CN">' in zh, '<html lang="en">' in en) == (True, True)
    assert 'class="zh"' in both
    assert "甲|乙" not in re.sub(r"<svg.*?</svg>", "", en, flags=re.DOTALL)


def test_numbers_stand_to_the_right() -> None:
    html = to_html(EVERYTHING, language="en")
    assert "<th class=number>number</th>" in html
    assert "<td class=number>3</td>" in html
    assert "<td>x</td>" in html


def test_markdown_shows_texts_as_they_are() -> None:
    text = to_markdown(EVERYTHING, languages=("zh",))
    assert r"甲\|乙 \*丙\* \[丁\](x) \</td\>\<script\>alert(1)\</script\>" in text
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert [re.sub(r"\\.", "", line).count("|") for line in table] == [3, 3, 3, 3]
    assert "![" not in text


def test_markdown_has_both_languages_and_links_its_pictures() -> None:
    text = to_markdown(EVERYTHING, folder="page_files")
    assert text.count("\n# ") + text.startswith("# ") == 2
    links = re.findall(r"\(page_files/(.+?)\)", text)
    assert links == [f"figure-{i}-{lang}.svg" for lang in ("zh", "en") for i in (1, 2)]
    files = pictures(EVERYTHING)
    assert set(files) == set(links)
    assert ".en { display: none; }" in files["figure-1-zh.svg"]
    assert "<script" not in files["figure-1-zh.svg"]


def test_a_report_of_invented_facts(report: Document) -> None:
    titles = [b.text.english for b in report.blocks if isinstance(b, Heading)]
    assert titles[:3] == [
        "The networks of vocational education: a report",
        "Who has most partners",
        "Who bridges groups",
    ]
    tables = [block for block in report.blocks if isinstance(block, Table)]
    counts = {row[0].english: [cell.zh for cell in row[3:]] for row in tables[0].rows}
    assert counts["partner network"][:2] == ["8", "9"]
    assert len(counts) == len(NETWORKS)
    html = to_html(report)
    assert HOSTILE not in html
    assert "img" not in Tags(html).names()
    texts = [b.text for b in report.blocks if isinstance(b, Heading | Paragraph)]
    assert all(text.zh and text.en for text in texts)


def test_a_profile_names_its_sources() -> None:
    store = networks_store()
    system = read_system(store)
    found = profile(system, f"{BASE}s1")
    document = profile_document(found, read_words(store, system), check=None)
    text = to_markdown(document)
    assert "《虚市报告》案例9-9，第 7, 30–32 行" in text
    assert "虚市报告, 案例9-9, lines 7, 30–32" in text
    assert "中等职业学校 · 某区" in text
    assert "secondary vocational school · Some District" in text
    assert "cannot be checked" in text


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (Rate(0.2, 0.1, 0.3), "The suggestions beat the order by number of partners."),
        (Rate(0.1, -0.1, 0.3), "do not reliably beat"),
        (Rate(-0.1, -0.2, 0.1), "The plain order by number of partners finds more"),
    ],
)
def test_a_check_says_plainly_what_it_is_worth(gain: Rate, said: str) -> None:
    rate = Rate(0.5, 0.25, 0.75)
    rates: dict[str, Rate] = dict.fromkeys(
        ("random", "degree", "shared partners", "suggestions"), rate
    )
    told = check_told(Check(ties=9, testable=4, hidden=1, splits=20, top=5, rates=rates, gain=gain))
    assert said in told.en
    assert "50% (25%–75%)" in told.en
    assert "9 条边中只有 4 条" in told.zh


def test_lists_say_how_many_more_there_are() -> None:
    names = [Text("甲", "a"), Text("乙"), Text("丙", "c")]
    assert listed(names, most=2) == Text("甲、乙等 3 个", "a, 乙 and 1 more")
    assert listed(names, most=3) == Text("甲、乙、丙", "a, 乙, c")
    assert share(0.255) == "26%"


@pytest.fixture
def run(mini: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give its exit code, standard output and standard error."""

    def _run(*argv: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["network", *argv, "--build", str(mini)])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return _run


@pytest.mark.parametrize(
    ("measure", "header"),
    [
        ("degree", "name,kind,degree,strength,node"),
        ("betweenness", "name,kind,betweenness,degree,node"),
        ("bridges", "name,kind,constraint,betweenness,degree,node"),
        ("core", "name,kind,core,degree,node"),
        ("components", "component,size,members"),
        ("communities", "community,size,members"),
        ("assortativity", "attribute,coefficient,edges,of"),
    ],
)
def test_every_measure_is_a_table(measure: str, header: str, run: Run) -> None:
    code, out, err = run(measure, "--top", "2", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, header)
    assert 2 <= len(out.splitlines()) <= 3
    assert bool(err) == (measure == "communities")


def test_the_whole_network_is_written_as_before(run: Run) -> None:
    code, out, _ = run("communities", "--of", "partners", "--format", "gexf")
    assert (code, out.startswith("<gexf")) == (0, True)


def test_one_is_asked_about_by_name(run: Run) -> None:
    code, out, _ = run("similar", "虚戊公司", "--top", "1", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, "name,kind,jaccard,cosine,shared,node")
    code, out, err = run("suggest", "虚甲职业学校", "--top", "1", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "/fact/" in out
    assert "Check: of" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("similar",), "takes 1 names"),
        (("degree", "虚戊公司"), "takes 0 names"),
        (("compare", "虚戊公司"), "takes 2 names"),
        (("similar", "虚戊公"), "虚戊公司"),
        (("similar", "虚戊公司", "--of", "aid"), "not in this network"),
        (("similar", "虚戊公司", "--format", "gexf"), "written as a table"),
        (("suggest", "虚戊公司", "--of", "shared-firms"), "nothing is suggested"),
        (("profile", "虚戊公"), "虚戊公司"),
        (("profile", "造梦技术"), "not an organisation"),
        (("report", "-o", "report.pdf"), "FILE.html or FILE.md"),
        (("degree", "--backend", "moon"), "moon is installed"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(argv: tuple[str, ...], said: str, run: Run) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_pages_are_written_to_files(run: Run, tmp_path: Path) -> None:
    page, text = tmp_path / "page.html", tmp_path / "page.md"
    assert run("profile", "虚戊公司", "-o", str(page), "--lang", "zh")[0] == 0
    assert "<h1>虚戊公司</h1>" in page.read_text("utf-8")
    assert run("report", "-o", str(text))[0] == 0
    linked = re.findall(r"\(page_files/(.+?)\)", text.read_text("utf-8"))
    assert linked
    assert {path.name for path in (tmp_path / "page_files").iterdir()} == set(linked)
    code, out, _ = run("compare", "虚戊公司", "虚己公司", "--lang", "zh")
    assert (code, out.splitlines()[0]) == (0, "# 虚戊公司与虚己公司")
