"""The generated pages: what they say, and that the committed ones are current."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules.conftest import RELATION, WriteLexicon, write_files
from ztgraph.rules import docs
from ztgraph.rules.load import load_rules
from ztgraph.rules.objects import Rules

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_committed_pages_are_current() -> None:
    folder = REPOSITORY / docs.FOLDER
    assert docs.stale(load_rules(), folder) == [], "run: python -m ztgraph.rules.docs"


def test_a_page(rules: Rules) -> None:
    page = docs.relation_page(rules.relations["referred_to"])
    assert page.startswith(docs.MARK)
    assert "# `referred_to`" in page
    assert "| `refer` | verb: refer, hand over | agent | to | patient |  |" in page
    assert "into present; patient = referral; not with = fee or rate; object is agency" in page
    assert "- **CBP** <sub>subject</sub> referred **the driver** <sub>theme</sub> to **the FBI** <sub>object</sub> on May 4, 2018." in page
    assert "time 2018-05-04" in page
    assert "## What it is not" in page
    assert "## Known gaps" in page
    assert page.endswith("\n")


def test_markdown_in_texts_is_escaped(rules: Rules) -> None:
    relation = replace(rules.relations["referred_to"], meaning="A <b>sent</b> a|b *x* `y` [z](u)")
    page = docs.relation_page(relation)
    assert r"A \<b\>sent\</b\> a\|b \*x\* \`y\` \[z\](u)" in page


def test_the_index_lists_every_relation(rules: Rules) -> None:
    assert "| [`referred_to`](referred_to.md) | A sent a case to B. | 3 | 4 |" in docs.index_page(rules)


def test_writing_checking_and_removing(rules: Rules, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert docs.stale(rules, folder) == ["README.md", "referred_to.md"]
    assert docs.write_pages(rules, folder) == ["README.md", "referred_to.md"]
    assert docs.stale(rules, folder) == []
    (folder / "gone.md").write_text(docs.MARK + "\n", encoding="utf-8")
    (folder / "referred_to.md").write_text("old", encoding="utf-8")
    assert docs.stale(rules, folder) == ["gone.md", "referred_to.md"]
    docs.write_pages(rules, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "referred_to.md"]


def test_a_page_of_somebody_else_is_not_removed(rules: Rules, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    docs.write_pages(rules, tmp_path)
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"


def test_the_command(lexicon: WriteLexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root, folder = lexicon(), tmp_path / "pages"
    monkeypatch.setattr(docs, "load_rules", lambda extra: load_rules(extra, lexicon=root))
    assert docs.main(["--check", str(folder)]) == 1
    assert not folder.exists()
    assert docs.main([str(folder)]) == 0
    assert docs.main(["--check", str(folder)]) == 0
    broken = write_files(tmp_path / "extra", {"relations/referred_to.yaml": RELATION.replace("family:", "famly:")})
    capsys.readouterr()
    assert docs.main(["--rules", str(broken), str(folder)]) == 3
    assert "did you mean 'family'" in capsys.readouterr().err
