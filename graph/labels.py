"""What a fact says, as one short line in Chinese and one in English: its rdfs:label.

A template is parts joined by "|"; a part falls away when the first cell it names is empty. Chinese
shows names as printed, English the official English name where there is one. This module must not
make statements.
"""

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from types import MappingProxyType

from tvetgraph.graph.columns import Context
from tvetgraph.graph.iris import concept
from tvetgraph.loaders.authority import actor
from tvetgraph.loaders.facts import Fact, members, pairs, stages
from tvetgraph.loaders.kinds import KINDS, Column, ColumnType

_JOINT = {"zh": "、", "en": ", "}
#: By kind: Chinese and English. Every kind of kinds.toml has one; a test compares.
TEMPLATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "observations": (
            "{indicator}|{dimensions}|{period}|{printed}{unit}",
            "{indicator}|{dimensions}|{period}|{printed}{unit}",
        ),
        "offerings": (
            "{school}|{status}专业|{major}|（{direction}）|({year})",
            "{school}:|{major}|({direction})|{status}|({year})",
        ),
        "major_groups": (
            "{school}|建有|{group}|{plan}{batch}|({year})",
            "{school}|has the major group|{group}|{plan}|{batch}|({year})",
        ),
        "plans": (
            "{school}|入选{plan}{batch}|{category}|({year})",
            "{school}|in the {plan}|{batch}|{category}|({year})",
        ),
        "pipelines": (
            "{stages}|（{form}）|{status}|({year})",
            "{stages}|– {form}|{status}|({year})",
        ),
        "units": (
            "{host}|{unit_kind}|{name}|{majors}|({year})",
            "{host}|{unit_kind}|{name}|{majors}|({year})",
        ),
        "apprenticeships": (
            "{school}|{major}|现代学徒制：{employers}|({year})",
            "{school}|{major}|apprenticeship with {employers}|({year})",
        ),
        "foreign_programmes": (
            "{college}|与{partner}|合作办学{programme_kind}：{majors}|({year})",
            "{college}|with {partner}|{programme_kind}: {majors}|({year})",
        ),
        "awards": (
            "{recipient}|{competition}|{stage}|{level}|{count}项|({year})",
            "{recipient}|{competition}|{stage}|{level}|× {count}|({year})",
        ),
        "teams": (
            "{school}|教学创新团队：{domain}|{direction}|({year})",
            "{school}|teaching team: {domain}|{direction}|({year})",
        ),
        "pilots": (
            "{school}|{pilot_scheme}|{majors}|({year})",
            "{school}|{pilot_scheme}|{majors}|({year})",
        ),
        "certificates": (
            "{population}|{certificate}|{candidates}人次|({year})",
            "{population}|{certificate}|{candidates} candidates|({year})",
        ),
        "mergers": (
            "{origin}|{major}|并入{into}|({year})",
            "{origin}|{major}|merged into {into}|({year})",
        ),
        "cases": ("{number}|{title}", "{number}|{title}"),
        "sections": ("{number}|{title}", "{number}|{title}"),
        "tables": ("{number}|{title}", "{number}|{title}"),
        "cooperations": (
            "{school}|与{partners}合作|（{cooperation_form}）|{subject}|{majors}|({year})",
            "{school}|works with {partners}|– {cooperation_form}|{subject}|{majors}|({year})",
        ),
        "memberships": (
            "{member}|{member_role}|{group}|({year})",
            "{member}|{member_role} of {group}|({year})",
        ),
        "exchanges": (
            "{school}|{country}|{partners}|{exchange_form}|{subject}|{majors}|({year})",
            "{school}|{country}|{partners}|– {exchange_form}|{subject}|{majors}|({year})",
        ),
        "aid": (
            "{donor}|帮扶{region}|帮扶{recipient}|（{aid_form}）|{subject}|({year})",
            "{donor}|aids {region}|aids {recipient}|– {aid_form}|{subject}|({year})",
        ),
        "policies": (
            "{issuers}|《{policy_title}》|{document_number}|{date}|{policy_status}",
            "{issuers}|《{policy_title}》|{document_number}|{date}|{policy_status}",
        ),
        "brands": (
            "{school}|{brand_kind}|{brand_name}|({year})",
            "{school}|{brand_kind}|{brand_name}|({year})",
        ),
        "case_schools": ("{case_number}|{school}", "{case_number}|{school}"),
        "activities": (
            "{subject_organisation}|{relation}|{object_name}|{object_organisation}|({year})",
            "{subject_organisation}|{relation}|{object_name}|{object_organisation}|({year})",
        ),
        "pages": ("第{page_number}页", "page {page_number}"),
        "cells": ("{where}|{heading}|{text}", "{where}|{heading}|{text}"),
    }
)


def fact_label(fact: Fact, *, language: str, context: Context) -> str:
    """Say what a fact says, in zh or en."""
    template = TEMPLATES[fact.kind][0 if language == "zh" else 1]
    said = {"where": fact.where}
    for name, cell in fact.values.items():
        column = KINDS[fact.kind].column(name)
        if column is not None:
            said[name] = _say(column, cell, language, context)
    if said.get("printed", "").endswith(said.get("unit", "")):
        said["unit"] = ""
    return " ".join(part for part in _parts(template, said) if part)


def template_fields(template: str) -> tuple[str, ...]:
    """List the cells that a template or a part of one names, in order."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _parts(template: str, said: Mapping[str, str]) -> Iterable[str]:
    for part in template.split("|"):
        fields = template_fields(part)
        if not fields or said.get(fields[0]):
            yield part.format_map({name: said.get(name, "") for name in fields})


def _say(column: Column, cell: str, language: str, context: Context) -> str:
    joint = _JOINT[language]
    match column.type:
        case ColumnType.CONCEPT:
            return context.words.label(concept(column.scheme, cell), language)
        case ColumnType.STAGES:
            return " → ".join(_stage_names(cell, language, context))
        case ColumnType.PAIRS:
            return joint.join(value for _, value in pairs(cell))
        case ColumnType.ORGS | ColumnType.MAJORS:
            name = _namer(column.type, language, context)
            return joint.join(name(form) for form in members(cell))
        case _:
            return _namer(column.type, language, context)(cell)


def _stage_names(cell: str, language: str, context: Context) -> Iterable[str]:
    organisation = _namer(ColumnType.ORG, language, context)
    major = _namer(ColumnType.MAJOR, language, context)
    for stage in stages(cell):
        majors = _JOINT[language].join(major(form) for form in members(stage.major))
        yield " ".join(filter(None, (organisation(stage.organisation), majors)))


def _namer(kind: ColumnType, language: str, context: Context) -> Callable[[str], str]:
    """Give the function that says a printed name in a language."""
    authority = context.authority
    resolvers: Mapping[ColumnType, Callable[[str], str]] = {
        ColumnType.ORG: lambda form: authority.organisation(form).name_en,
        ColumnType.ORGS: lambda form: authority.organisation(form).name_en,
        ColumnType.ACTOR: lambda form: actor(authority, form).name_en,
        ColumnType.MAJOR: lambda form: authority.major(form).name_en,
        ColumnType.MAJORS: lambda form: authority.major(form).name_en,
        ColumnType.PLACE: lambda form: authority.place(form).name_en,
    }
    if language == "zh" or kind not in resolvers:
        return str
    return lambda form: resolvers[kind](form) or form
