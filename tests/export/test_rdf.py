"""The RDF syntaxes: two parsers read back the same triples, under every hash seed the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from ztgraph.errors import GraphError
from ztgraph.export import WRITERS, export
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import parse_quads
from ztgraph.graph.rdf import from_rdflib
from ztgraph.graph.terms import LANG_STRING, Literal, Quad, flattened, sorted_quads

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)
SYNTAXES = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
NAMED = ("trig", "nquads", "jsonld")
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}


@pytest.mark.parametrize("name", sorted(SYNTAXES))
def test_pyoxigraph_reads_back_the_same(name: str) -> None:
    assert parse_quads(export(QUADS, name), SYNTAXES[name]) == (QUADS if name in NAMED else flattened(QUADS))


@pytest.mark.parametrize("name", sorted(RDFLIB))
def test_rdflib_reads_back_the_same_triples(name: str) -> None:
    assert from_rdflib(rdflib.Graph().parse(data=export(QUADS, name), format=RDFLIB[name])) == flattened(QUADS)


@pytest.mark.parametrize(("name", "form"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_back_the_same_dataset(name: str, form: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=export(QUADS, name), format=form)
    found: list[Quad] = []
    for graph in dataset.graphs():
        found += [quad._replace(graph=str(graph.identifier)) for quad in from_rdflib(graph)]
    assert sorted_quads(found) == QUADS


@pytest.mark.parametrize("name", sorted(SYNTAXES))
@pytest.mark.parametrize("text", sorted(HOSTILE))
def test_hostile_texts_come_back_whole_or_are_a_clear_error(name: str, text: str) -> None:
    quads = build_quads([hostile(HOSTILE[text])], RELATIONS)
    if name == "rdfxml" and text in ("formfeed", "nul", "controls", "noncharacters"):
        with pytest.raises(GraphError, match=r"XML cannot hold .* instead"):
            export(quads, name)
        return
    written = export(quads, name)
    assert parse_quads(written, SYNTAXES[name]) == (quads if name in NAMED else flattened(quads))


@pytest.mark.parametrize("name", sorted(SYNTAXES))
def test_foreign_terms_survive(name: str) -> None:
    quads = sorted_quads(
        [
            Quad("http://a.org/s", "http://a.org/p#q", Literal("grüß", LANG_STRING, "de")),
            Quad("http://a.org/s", "http://a.org/p#q", Literal("007", "http://www.w3.org/2001/XMLSchema#integer")),
            Quad("http://a.org/s", "http://a.org/p#q", Literal("x", "http://a.org/type")),
            Quad("http://a.org/s", "http://a.org/p#q", "http://a.org/o,(;)"),
            Quad("http://a.org/s", "https://w3id.org/ztgraph/ns#subject", Literal("a text where an address is usual")),
            Quad(
                "http://a.org/s",
                "https://w3id.org/ztgraph/ns#value",
                Literal("12345678901234567890", "http://www.w3.org/2001/XMLSchema#integer"),
            ),
        ]
    )
    assert parse_quads(export(quads, name), SYNTAXES[name]) == quads


@pytest.mark.parametrize("name", sorted(SYNTAXES))
@pytest.mark.parametrize(
    "quad",
    [
        Quad("http://a.org/s", "http://a.org/p", Literal("\udc80")),
        Quad("http://a.org/<s>", "http://a.org/p", Literal("x")),
        Quad("http://a.org/s", "http://a.org/p", Literal("x", "no datatype")),
        Quad("http://a.org/s", "http://a.org/p", "http://a.org/a b"),
    ],
)
def test_what_no_syntax_can_hold_is_a_clear_error(name: str, quad: Quad) -> None:
    with pytest.raises(GraphError):
        export([quad], name)


def test_prefixes_are_the_usual_ones_and_only_those_in_use() -> None:
    head = [line for line in export(QUADS, "turtle").splitlines() if line.startswith("@prefix")]
    assert "@prefix zt: <https://w3id.org/ztgraph/ns#> ." in head
    assert not any("ns1" in line or "foaf" in line for line in head)
    assert "ns1" not in export(QUADS, "rdfxml")


_SCRIPT = """
import hashlib, sys
from tests.factories import RELATIONS, release, second
from ztgraph.export import WRITERS, export
from ztgraph.graph.build import build_quads
quads = build_quads([release(), second()], RELATIONS)
for name in sorted(WRITERS):
    print(name, hashlib.sha256(export(quads, name).encode()).hexdigest())
"""


def test_every_export_has_the_same_bytes_under_six_hash_seeds() -> None:
    outputs = set()
    for seed in ("0", "1", "2", "3", "4", "random"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
        outputs.add(
            subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, env=environment, check=True, cwd=ROOT).stdout
        )
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(WRITERS)


def test_writing_needs_no_rdf_library() -> None:
    script = "import sys\nfrom ztgraph.graph.build import build_quads\nfrom ztgraph.export import export\nexport(build_quads([], {}), 'turtle')\nprint(sorted({'rdflib', 'pyoxigraph', 'networkx', 'pyshacl', 'yaml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
