"""A policy made from its files: shapes first, then names and types, then what holds between the parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from incentive_engine.mistakes import InputError, Mistake, nearest
from incentive_engine.policy import checks
from incentive_engine.policy.conditions import compile_condition
from incentive_engine.policy.digest import digest
from incentive_engine.policy.library import PolicyFolder, policy_ids
from incentive_engine.policy.measures import compile_measure, compile_period
from incentive_engine.policy.model import Basis, Parameter, Pays, Policy, Regions, Source, Vocabulary
from incentive_engine.policy.parameters import compile_parameter
from incentive_engine.policy.properties import compile_accepted, compile_properties
from incentive_engine.policy.reads import facts_read
from incentive_engine.policy.schema.measure_file import MeasureFile
from incentive_engine.policy.schema.policy_file import PolicyFile
from incentive_engine.policy.schema.reading import validate
from incentive_engine.policy.scope import RESERVED, Scope
from incentive_engine.policy.settlement import compile_budget, compile_groups, compile_limits, compile_matters
from incentive_engine.policy.source import Document
from incentive_engine.policy.vocabulary import (
    Declaration,
    check_cycles,
    declare_facts,
    derive_facts,
    types_of,
)

LANGUAGE = 1
"""The version of the file format that this engine reads."""


def compile_policy(
    found: PolicyFolder,
    document: Document,
    measure_documents: Sequence[Document],
    shared: Vocabulary,
    declared: Mapping[str, Declaration],
    regions: Regions,
) -> Policy:
    """The policy that the files of a folder hold; `shared` are the facts that policies share, `declared` how each is.

    Raises InputError with every mistake that is found. Where the shape of a file is wrong, what depends on it is not
    checked further.
    """
    mistakes: list[Mistake] = []
    shape, wrong = validate(PolicyFile, document)
    mistakes += wrong
    files: list[tuple[Document, MeasureFile]] = []
    for one in measure_documents:
        file, wrong = validate(MeasureFile, one)
        mistakes += wrong
        if file is not None:
            files.append((one, file))
    if shape is None:
        raise InputError(mistakes)
    scope = Scope({}, mistakes)
    _check_header(scope, found, document, shape)
    own = {id_: Declaration(document, ("derived", id_), fact, shape.policy) for id_, fact in shape.derived.items()}
    vocabulary = declare_facts(scope, own, shared)
    parameters = _parameters(scope, document, shape, vocabulary)
    types = {id_: parameter.type for id_, parameter in parameters.items()}

    scope = Scope({**types_of(vocabulary), **types}, mistakes)
    vocabulary = derive_facts(scope, own, vocabulary)
    check_cycles(scope, vocabulary)
    sources = {id_: Source(id_, source.title, source.ref) for id_, source in shape.sources.items()}
    for one, file in files:
        checks.check_references(scope, one, file, shape)
    measures = [compile_measure(scope, one, file, sources) for one, file in files]
    policy = Policy(
        id=shape.policy,
        title=shape.title,
        basis=Basis(shape.basis),
        measures=tuple(sorted(measures, key=lambda measure: (measure.number, measure.id))),
        vocabulary=vocabulary,
        sha256="",
        place=document.key_place("policy"),
        short_title=shape.short_title,
        issuer=shape.issuer,
        regions=_regions(scope, document, shape.region, regions),
        language=shape.language,
        pays=Pays(shape.pays),
        in_force=compile_period(scope, document, ("in_force",), shape.in_force),
        sources=sources,
        categories=tuple(shape.categories),
        parameters=parameters,
        requirements=tuple(
            compile_condition(scope, document, ("requirements", number), condition)
            for number, condition in enumerate(shape.requirements)
        ),
        groups=compile_groups(scope, document, shape.groups),
        matters=compile_matters(document, shape, sources),
        limits=compile_limits(scope, document, shape.limits),
        budget=compile_budget(scope, document, shape.budget),
    )
    stated = [str(one.value.get("measure")) for one in measure_documents if isinstance(one.value, dict)]
    if shape.matters:
        checks.check_matters(scope, document, shape, stated, policy_ids(found.roots))
    checks.check_policy(scope, policy, stated, whole=len(files) == len(measure_documents))
    properties = compile_properties(scope, document, shape.properties, vocabulary, stated)
    accepted = compile_accepted(scope, document, shape.accepted)
    if mistakes:
        raise InputError(mistakes)
    used = facts_read(policy)
    return replace(
        policy,
        properties=properties,
        accepted=accepted,
        sha256=digest(
            document.value,
            {file.measure: one.value for one, file in files},
            {fact.id: declared[fact.id].content for fact in used if fact.id in declared},
        ),
    )


def _parameters(scope: Scope, document: Document, shape: PolicyFile, vocabulary: Vocabulary) -> dict[str, Parameter]:
    parameters = {}
    for id_, one in shape.parameters.items():
        path = ("parameters", id_)
        if id_ in RESERVED:
            scope.note(document.key_place(*path), "policy.reserved-name", name=id_)
        if id_ in vocabulary.facts:
            place = vocabulary.facts[id_].place
            scope.note(document.key_place(*path), "policy.fact-twice", fact=id_, other=place)
        parameters[id_] = compile_parameter(scope, document, path, one)
    return parameters


def _regions(scope: Scope, document: Document, region: str | None, regions: Regions) -> tuple[str, ...]:
    if region is None:
        return ()
    if region not in regions.within:
        near = nearest(region, regions.within)
        scope.note(document.place("region"), "policy.unknown-region", region=region, nearest=near)
        return ()
    return regions.path(region)


def _check_header(scope: Scope, found: PolicyFolder, document: Document, shape: PolicyFile) -> None:
    if shape.language != LANGUAGE:
        scope.note(document.place("language"), "policy.language", version=shape.language, known=LANGUAGE)
    if found.id and shape.policy != found.id:
        scope.note(document.place("policy"), "policy.folder-id", stated=shape.policy, expected=found.id)
