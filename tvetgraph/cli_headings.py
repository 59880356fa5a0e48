"""What the columns of the commands' own tables are called, in Chinese; in English they are named.

For tables on a terminal; in CSV and JSON the columns keep their names. A saved question words its
own columns. It must not know what the cells hold.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tvetgraph.queries.results import Result

_ZH: Mapping[str, str] = {
    "actual": "实际",
    "arithmetic": "算式",
    "attribute": "属性",
    "betweenness": "中介中心性",
    "coefficient": "同配系数",
    "community": "社群",
    "component": "连通片",
    "confirmed": "证实",
    "constraint": "约束度",
    "core": "核数",
    "cosine": "余弦相似",
    "curated": "人工记录",
    "degree": "伙伴数",
    "edges": "边数",
    "evidence": "出处",
    "facts": "事实",
    "features": "特征",
    "form": "形式",
    "found": "找到",
    "id": "编号",
    "jaccard": "杰卡德相似",
    "kind": "类别",
    "label": "名称",
    "lines": "行",
    "major": "专业",
    "members": "成员",
    "name": "名称",
    "node": "节点",
    "note": "说明",
    "object": "外部标识",
    "of": "总边数",
    "organisation": "机构",
    "parameters": "参数",
    "planned": "计划",
    "precision": "精确率",
    "query": "查询",
    "read": "读出",
    "reason": "理由",
    "recall": "召回率",
    "report": "报告",
    "route": "路线",
    "rule": "规则",
    "score": "得分",
    "severity": "级别",
    "shared": "共同伙伴",
    "shared_fields": "共同领域",
    "shared_partners": "共同伙伴",
    "size": "规模",
    "stage": "阶段",
    "strength": "强度",
    "subject": "本图条目",
    "summary": "回答什么",
    "through": "经由",
    "total_years": "总年数",
    "verdict": "判定",
    "what": "何处不符",
    "what_en": "同左，英文",
    "where": "出处",
    "year": "年份",
    "years": "年数",
}


def headed(result: "Result") -> "Result":
    """Head each column in Chinese and English; a column not known here keeps its name."""
    heads = tuple((_ZH.get(name, name), name.replace("_", " ")) for name in result.columns)
    return replace(result, headings=heads)
