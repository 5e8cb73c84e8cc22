"""Write src/ztgraph/lexicon/words/inflections.tsv: which forms English verbs, nouns, adjectives and adverbs have.

Run by hand when the table should change (needs ``lemminflect``, a build-time tool only). A line is
``lemma<TAB>part of speech<TAB>forms``: v (past, past participle, -ing, -s), n (plural), a, r (no forms). Regular forms are left out;
``ztgraph.language.morphology`` builds them.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import lemminflect

from ztgraph.language.inflection import regular_noun, regular_verb

TARGET = Path(__file__).parents[1] / "src/ztgraph/lexicon/words/inflections.tsv"
LETTER = {"verb": "v", "noun": "n", "adj": "a", "adv": "r"}
# Verbs of oversight prose that the general table lacks.
MORE = [
    "debrief v",
    "email v",
    "e-mail v",
    "reunify v",
    "onboard v",
    "offboard v",
    "repurpose v",
    "prioritize v",
    "greenlight v",
    "backdate v",
    "whistleblow v",
    "subcontract v",
    "recuse v",
    "operationalize v",
    "co-sign v",
    "enjoin v",
    "promulgate v",
    "mischaracterize v",
    "supersede v",
    "commingle v",
    "deobligate v",
    "de-obligate v",
    "decertify v",
    "remediate v",
    "deconflict v",
    "misallocate v",
    "overbill v",
    "rebid v",
]

# Verbs whose forms the general table has wrong, or archaic.
CORRECTED = {
    "rebid": "rebid,rebid,rebidding,rebids",
    "run": "ran,run,running,runs",
    "quit": "quit,quit,quitting,quits",
    "bid": "bid,bid,bidding,bids",
    "broadcast": "broadcast,broadcast,broadcasting,broadcasts",
    "forecast": "forecast,forecast,forecasting,forecasts",
    "sublet": "sublet,sublet,subletting,sublets",
}


def lines() -> list[str]:
    found: set[str] = set()
    source = Path(lemminflect.__file__).parent / "resources" / "infl_lu.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8") as rows:
        for row in rows:
            lemma, pos, *forms = row.rstrip("\n").split(",")
            if pos not in LETTER or not lemma.isascii():
                continue
            if pos == "verb":
                past, participle, ing, third = (f.split("/")[0] for f in (forms + [""] * 4)[:4])
                given = (past, participle or past, ing, third)
                tail = CORRECTED.get(lemma) or ("" if given == regular_verb(lemma) else ",".join(given))
            elif pos == "noun":
                plural = next((f for f in forms[0].split("/") if f != lemma), forms[0].split("/")[0]) if forms else ""
                tail = "" if plural in ("", regular_noun(lemma)) else plural
            else:
                tail = ""
            found.add(f"{lemma}\t{LETTER[pos]}\t{tail}".rstrip())
    for entry in MORE:
        lemma, letter = entry.split()
        if not any(line.startswith(f"{lemma}\t{letter}") for line in found):
            found.add(f"{lemma}\t{letter}")
    return sorted(found)


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines()) + "\n", encoding="utf-8")
