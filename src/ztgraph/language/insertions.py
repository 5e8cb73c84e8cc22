"""What stands between the parts of a clause: relative clauses, appositions, reduced participles, prepositional phrases, said-clauses."""

from __future__ import annotations

from ztgraph.language import closed
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.phrases import FINITE, QUANTITY, PhraseGrammar
from ztgraph.language.trees import Clause, Phrase, Preposition, Tree
from ztgraph.language.verbgroups import verb_group

_RELATIVE = frozenset({"who", "which", "whom", "whose", "that"})
# Verbs whose object did (or is said to have done) what the gerund says: "charged B with misleading C", "thanked B for helping".
_BLAMING = frozenset(
    "charge accuse convict sentence fine sue blame fault criticize praise thank punish discipline suspect arrest indict fire reprimand cite commend censure credit prosecute investigate admonish condemn rebuke".split()
)
_FORMERLY = frozenset({"then", "now", "formerly", "later", "also", "currently", "previously", "once"})
# Verbs of saying that can stand before their subject after a quotation: ", said Nia Cole".
_INVERTING = frozenset(
    "say state add announce write note explain argue contend conclude acknowledge report testify claim recall insist observe comment reply declare respond warn continue".split()
)
_AFTER_SUBJECT = frozenset({"P", "R", "SUB", "NEG"})


class Insertions(PhraseGrammar):
    """The part of the parser that attaches clauses and phrases to nouns; clauses proper are read by the subclass."""

    def __init__(self, tree: Tree, words: GrammarWords) -> None:
        super().__init__(tree, words.kind_of)
        self.words = words
        self.joining: Clause | None = None  # the clause that "and" and a prepositional phrase go on with
        self.gap = False  # at the subject of a relative clause whose gap is the object

    # The parser proper supplies these.
    def clause(self, relation: str, parent: Clause | None = None, connective: str = "") -> Clause:
        raise NotImplementedError

    def participle(self, relation: str, parent: Clause | None, subject: list[Phrase], antecedent: Phrase | None = None) -> Clause:
        raise NotImplementedError

    def infinitive(self, parent: Clause | None, subject: list[Phrase], purpose: bool = False) -> Clause:
        raise NotImplementedError

    def rest(self, clause: Clause) -> None:
        raise NotImplementedError

    def open(self, relation: str, parent: Clause | None, connective: str = "") -> Clause:
        raise NotImplementedError

    def as_preposition(self, i: int) -> bool:
        raise NotImplementedError

    def attach(self, clause: Clause, pp: Preposition) -> None:
        raise NotImplementedError

    # --- looks ---------------------------------------------------------------------------------------------------------------------

    def subject_at(self, i: int, strict: bool = False, comma: bool = True) -> bool:
        """Whether a phrase at ``i`` is followed by its finite verb.

        ``strict``: an ambiguous past form needs an object after it. ``comma``: an insertion may stand between subject and verb.
        """
        if not self.starts_phrase(i) or self.norm_at(i) in ("us", "them", "him", "me"):
            return False
        if self.tag_at(i) == "PR" and self.norm_at(i) in closed.SUBJECT_PRONOUNS | {"nobody", "everyone", "someone", "none"}:
            j = i + 1
            while self.tag_at(j) in ("R", "NEG"):
                j += 1
            return self.tag_at(j) in FINITE | {"VX", "VB"}
        while self.tag_at(i) in ("P", "R") and self.norm_at(i) in QUANTITY:
            i += 1
        end = self._skip_core(i)
        while self.tag_at(end) in ("R", "NEG"):
            end += 1
        tag = self.tag_at(end)
        if tag in FINITE:
            return True
        if tag == "VB":
            return True
        if tag == "VX":
            if strict or self.tag_at(end + 1) in ("D", "PP", "NM", "PR", "TH"):
                return self._clause_at(i)
            return self.norm_at(end + 1) != "by" and not self._later_finite(end + 1)
        if tag == "," and not comma:
            return self.tag_at(end + 1) in ("WH", "VX", "VN") and self._verb_beyond(end + 1)
        if tag == "," and comma and self.tag_at(end + 1) in ("WH", "VX", "VN", "P", "D", "NM", "VG", "N", "R", "PP") and not strict:
            return self._verb_beyond(end + 1)
        if tag == "WH" or (tag == "TH" and self.tag_at(end + 1) in FINITE | {"VX"}):
            return self._later_finite(end + 1, depth=1)
        if tag in ("VG", "VN", "TO"):
            return self._later_finite(end + 1)
        if tag == "PR" and self.tag_at(end + 1) in FINITE | {"VX"}:
            return self._later_finite(end + 1, depth=1)
        return False

    def _later_finite(self, i: int, depth: int = 0) -> bool:
        """Whether a finite verb that no inner clause takes comes before the sentence or its coordination ends."""
        j = i
        while j < self.count and j < i + 60:
            tag = self.units[j].tag
            if tag in (".", ";", ":"):
                return False
            if tag in ("WH", "TH") or (tag == "SUB" and not self.as_preposition(j)):
                depth += 1
            elif tag == "CC" and depth == 0 and (self.units[j].norm == "but" or self.tag_at(j + 1) == ","):
                return False
            elif tag == "CC" and depth == 0 and self.tag_at(j + 1) in FINITE | {"VX", "NM", "PR", "D"}:
                if self.tag_at(j + 1) in FINITE | {"VX"}:
                    return False
            elif tag == "," and self.tag_at(j + 1) == "CC" and depth == 0:
                return False
            elif tag == "," and depth == 0 and self.starts_phrase(j + 1) and self.tag_at(self._skip_core(j + 1)) in FINITE | {"VX"}:
                return False
            elif tag in ("HV", "BE") and (self.tag_at(j - 1) == "TO" or (self.tag_at(j - 1) in ("R", "NEG") and self.tag_at(j - 2) == "TO")):
                pass
            elif tag in FINITE or (tag == "VX" and self.tag_at(j - 1) in ("N", "NS", "NM", ",", ")", "R", "T") and self.tag_at(j + 1) in ("D", "PP", "NM", "PR", "TH", "N", "NS", "J", "#", "TO")):
                if self.tag_at(j - 1) == "PR" and depth == 0:
                    pass
                elif depth == 0:
                    return True
                else:
                    depth -= 1
                    while self.tag_at(j + 1) in FINITE | {"VX", "VN", "VG", "VB", "R", "NEG"}:
                        j += 1
            j += 1
        return False

    def _relative_ahead(self) -> bool:
        """At a comma: whether a relative clause follows."""
        if self.tag(1) in ("WH", "PP") and self.norm(1) in _RELATIVE:
            return True
        if self.tag(1) == "P" and self.norm(2) in ("which", "whom", "whose"):
            return True
        if self.tag(1) == "TO" and self.norm(2) in ("which", "whom", "whose"):
            return True
        return self.tag(1) in ("#", "D", "N", "NS", "PR", "R", "J") and self.norm(2) == "of" and self.norm(3) in ("which", "whom", "whose")

    # --- after a head --------------------------------------------------------------------------------------------------------------

    def _after(self, phrase: Phrase, context: str) -> None:
        """Attach what follows a head: "of" phrases, parentheses, relative clauses, participles, appositions."""
        while self.k < self.count:
            mark = self.k
            tag = self.tag()
            going = False
            if tag == "P" and self.norm() == "of" and self.norm(1) not in ("which", "whom", "whose"):
                going = self.of_phrase(phrase)
            elif tag == "(" and self.tag(1) == "WH" and self.norm(1) in _RELATIVE:
                going = self._relative_in_parenthesis(phrase)
            elif tag == "(":
                going = self._skip_parenthesis()
            elif tag in ("WH", "PP") and self.norm() in ("who", "which", "whom", "whose"):
                going = self.relative(phrase, None, commented=False)
            elif tag in ("P", "TO") and self.norm(1) in ("which", "whom", "whose"):
                going = self.relative(phrase, None, commented=False)
            elif tag == "TH":
                going = self._that_after(phrase, context)
            elif (tag in ("P", "SUB") or (tag == "TO" and self.starts_phrase(self.k + 1))) and context == "subject":
                going = self._subject_preposition(phrase)
            elif context == "said":
                going = False
            elif tag in ("VX", "VN") and self._reduced_here(phrase, context):
                phrase.clauses.append(self.participle("reduced", None, [phrase], phrase))
                going = True
            elif tag == "VG" and context == "subject" and phrase.head.tag != "PR":
                phrase.clauses.append(self.participle("reduced", None, [phrase], phrase))
                going = True
            elif tag == "TO" and context == "subject" and self.tag(1) in ("VB", "BE", "HV", "R", "NEG"):
                inner = self.infinitive(None, [phrase.possessor] if phrase.possessor else [])
                inner.relation, inner.antecedent = "noun", phrase
                phrase.clauses.append(inner)
                going = True
            elif tag == "PR" and phrase.head.tag in ("N", "NS") and self.norm() in closed.SUBJECT_PRONOUNS and self.tag(1) in FINITE | {"VX", "R", "VB"}:
                going = self._contact(phrase)
            elif tag in ("NM", "D") and phrase.head.tag in ("N", "NS") and context != "subject" and self._contact_name(phrase):
                going = self._contact(phrase)
            elif tag == "," or tag == "—":
                going = self._comma_after(phrase, context)
            if not going or self.k == mark:
                self.k = mark if not going else self.k
                break
        phrase.last = max(phrase.last, self.k)

    def _relative_in_parenthesis(self, phrase: Phrase) -> bool:
        """ "the bank (which the board had sued twice)"."""
        close = next((i for i in range(self.k, self.count) if self.units[i].tag == ")"), self.count)
        end, self.count = self.count, close
        self.k += 1
        self.relative(phrase, None, commented=True)
        self.count = end
        self.k = min(close + 1, end)
        return True

    def _contact_name(self, phrase: Phrase) -> bool:
        """ "the plan HHS issued": a name right after a noun, then a past verb without object."""
        if self.tag() != "NM" or self.units[self.k].name is None or self.kind_of(phrase.head.noun) in ("group", "agency", "population"):
            return False
        return self.tag(1) == "VX" and self.tag(2) in ("P", ",", ".", "R", "T", "TO") or (self.tag(1) in ("HV", "BE") and self.tag(2) in ("VX", "VN"))

    def _contact(self, phrase: Phrase) -> bool:
        """A relative clause without relative pronoun: "the agencies it reviewed"."""
        clause = self.open("rel", None)
        clause.antecedent = phrase
        core = self.core()
        clause.subject = [core] if core is not None else []
        if not verb_group(self, clause):
            self.tree.clauses.remove(clause)
            return False
        clause.gap = "object"
        self.rest(clause)
        self._fill_gap(clause, phrase)
        phrase.clauses.append(clause)
        return True

    def _that_after(self, phrase: Phrase, context: str) -> bool:
        """ "that" after a noun: a relative clause, or the content of "the claim that …"."""
        verb_next = self.tag(1) in FINITE | {"VX", "VB", "VD"} or (self.tag(1) in ("R", "NEG") and self.tag(2) in FINITE | {"VX", "VB"})
        if verb_next and phrase.head.tag not in ("PR",):
            return self.relative(phrase, None, commented=False)
        after = self.tag_at(self._skip_core(self.k + 1)) if self.starts_phrase(self.k + 1) else "."
        if context == "object" or (self.reporting and not self.subject_level) or not (self.subject_at(self.k + 1) or after in FINITE | {"VX"}):
            return False
        if phrase.head.noun in self.words.nouns:
            self.k += 1
            inner = self.clause("that", None)
            inner.antecedent, inner.relation = phrase, "nounthat"
            phrase.clauses.append(inner)
            return True
        return self.relative(phrase, None, commented=False)

    def _subject_preposition(self, phrase: Phrase) -> bool:
        if self.tag() == "SUB" and not self.as_preposition(self.k):
            return False
        pp = self.prepositional()
        if pp is None:
            return False
        pp.host = phrase
        phrase.pps.append(pp)
        return True

    def _reduced_here(self, phrase: Phrase, context: str) -> bool:
        """Whether a past form right after a phrase is a participle on it rather than its verb."""
        if phrase.head.tag == "PR" or self.tag(1) == "CC":
            return False
        if self.gap or (self.resultative and context == "object"):
            return False
        if context != "subject" and not self.subject_level:
            return True
        if self.tag() == "VN":
            return True
        after = self.tag(1)
        entry = self.words.verbs.get(self.units[self.k].verb, {})
        if after == "TO" and "to" in entry and "obj-to" not in entry:
            return False  # "The chancellor promised to …": such verbs have no passive with an infinitive
        if after in ("D", "PP", "NM", "PR", "TH", "N", "NS", "#", "J"):
            return False
        return self._later_finite(self.k + 1)

    # --- commas after a phrase -----------------------------------------------------------------------------------------------------

    def _comma_after(self, phrase: Phrase, context: str) -> bool:
        if self._relative_ahead():
            self.k += 1
            done = self.relative(phrase, None, commented=True)
            if done and context == "subject" and self.tag() == ",":
                self.k += 1
            return done
        if self.tag(1) == "#" and self.tag(2) == "," and len(self.norm(1)) == 2 and phrase.head.tag == "NM":
            self.k += 2  # an age
            return True
        if context == "subject" and self._insertion(phrase):
            return True
        return self._apposition(phrase, context)

    def _insertion(self, phrase: Phrase) -> bool:
        """ "The policy, announced by A, required": a participle between commas, and the verb after the second."""
        tag = self.tag(1)
        if tag == "J" and self.tag(2) in ("P", "TO") and self._verb_beyond(self.k + 2):
            return self._adjective_insertion()
        if tag not in ("VX", "VN", "VG") and not (tag == "R" and self.tag(2) in ("VX", "VN")) and self.norm(1) not in ("having", "being"):
            return False
        if not self._verb_beyond(self.k + 2):
            return False
        self.k += 1
        inner = self.participle("reduced", None, [phrase], phrase)
        inner.commented = True
        phrase.clauses.append(inner)
        if self.tag() == ",":
            self.k += 1
        return True

    def _adjective_insertion(self) -> bool:
        """ "…, unaware of the flights, had assured B": skip to the second comma."""
        self.k += 2
        pp = self.prepositional()
        while pp is not None and self.tag() in ("P", "TO"):
            pp = self.prepositional()
        if self.tag() == ",":
            self.k += 1
        return True

    def _apposition(self, phrase: Phrase, context: str) -> bool:
        """ "Boyd Kerr, the Texas solicitor general," and "its founder, Teodor Holt": the same thing said twice."""
        if self.tag(1) == "NM" and self.units[self.k + 1].name is not None and self.units[self.k + 1].name.kind == "place":  # type: ignore[union-attr]
            self.k += 2
            if self.tag() == "," and context == "subject":
                self.k += 1
            return True
        start = self.k + 1
        while self.norm_at(start) in _FORMERLY and self.tag_at(start) == "R":
            start += 1
        if not self.starts_phrase(start) or self.tag_at(start) in ("PR", "EX") or self._said_next(start):
            return False
        if context != "subject" and not self.subject_level and self.subject_at(self.k + 1, comma=False):
            return False
        if self.of_role and self.tag(1) == "NM" and self.units[self.k + 1].name is not None and self.units[self.k + 1].name.kind == "person":  # type: ignore[union-attr]
            return False
        mark, made = self.k, len(self.tree.phrases)
        self.k = start
        other = self.core()
        if other is None or not self._same_thing(phrase, other, context, mark):
            self.k = mark
            del self.tree.phrases[made:]
            return False
        phrase.appositions.append(other)
        self._appended(other)
        if self.tag() == "," and context == "subject" and self.tag(1) != "CC":
            self.k += 1
        elif self.tag() == "," and self.tag(1) in FINITE | {"VX"} and (context == "subject" or self.subject_level):
            self.k += 1
        return True

    def _said_next(self, start: int) -> bool:
        """Whether a said-clause, and no apposition, stands at ``start``: ", the report concluded,"."""
        end = self._skip_core(start)
        return self.tag_at(end) in ("VX", "VD", "VZ") and self._says(end) and self.tag_at(end + 1) == ","

    def _appended(self, other: Phrase) -> None:
        """What belongs to the second phrase of an apposition, up to the comma."""
        while self.k < self.count:
            mark = self.k
            if self.tag() in ("P", "TO") and self.norm(1) not in ("which", "whom", "whose"):
                pp = self.prepositional()
                if pp is not None:
                    pp.host = other
                    other.pps.append(pp)
            elif self.tag() in ("WH", "TH") and self.norm() in _RELATIVE:
                self.relative(other, None, commented=False)
            elif self.tag() in ("VN", "VG") or (self.tag() == "VX" and self._reduced_here(other, "subject")):
                other.clauses.append(self.participle("reduced", None, [other], other))
            elif self.tag() == "(":
                self._skip_parenthesis()
            if self.k == mark:
                break
        other.last = self.k

    def _same_thing(self, phrase: Phrase, other: Phrase, context: str, comma: int) -> bool:
        if phrase.head.norm in ("we", "us") and other.head.name is not None and other.head.name.kind == "agency":
            return True
        named = phrase.head.tag == "NM" and phrase.head.name is not None and phrase.head.name.kind != "title"
        person = other.head.tag == "NM" and other.head.name is not None and other.head.name.kind == "person"
        first_person = named and phrase.head.name is not None and phrase.head.name.kind == "person"
        determiner = other.determiner.norm if other.determiner is not None else ""
        kind = self.kind_of(other.head.noun) if other.head.tag in ("N", "NS") else ""
        closing = self._in_list(comma)
        if person and phrase.head.tag == "NM" and not named:
            return True
        if person and phrase.outer is not None and phrase.outer.head.norm == "one":
            return True
        if person and not named:
            return self.kind_of(phrase.head.noun) in ("group", "population", "") and phrase.head.tag == "N"
        if named and first_person and other.head.tag == "NM" and other.head.name is not None and other.head.name.kind == "title":
            return True
        if determiner in ("a", "an") or (other.head.noun in ("part", "member", "component") and self.norm() == "of"):
            return True
        if first_person and kind in ("group", "agency") and (determiner or other.possessor is not None or not closing):
            return not closing or determiner in ("its", "their", "his", "her") or other.head.tag == "N"
        if closing:
            return False
        if named and determiner in ("the", "its", "their", "one", "another") and kind in ("agency", "group", "instrument", ""):
            return True
        if named and kind == "agency" and not determiner:
            return True
        if not named and other.head.name is not None and self.kind_of(phrase.head.noun) == other.head.name.kind and phrase.head.tag == "N":
            return True
        return not named and determiner in ("the", "a", "an") and kind == self.kind_of(phrase.head.noun) and kind != ""

    def _in_list(self, comma: int) -> bool:
        """Whether the comma at ``comma`` is one of a list that "and" closes."""
        mark = self.k
        self.k = comma
        found = self._list_ahead("subject")
        self.k = mark
        return found

    # --- relative clauses ----------------------------------------------------------------------------------------------------------

    def relative(self, phrase: Phrase, parent: Clause | None, commented: bool) -> bool:
        """A relative clause on ``phrase`` from its pronoun (or "to which", "one of which", "whose staff") on."""
        clause = self.open("rel", parent)
        clause.antecedent, clause.commented = phrase, commented
        phrase.clauses.append(clause)
        front: Preposition | None = None
        if self.tag() in ("P", "TO"):
            front = Preposition(self.norm(), self.k)
            self.k += 1
        elif self.tag() in ("#", "D", "N", "NS", "J", "PR", "R") and self.norm(1) == "of":
            if self.norm() in ("none", "neither"):
                clause.negation = self.units[self.k]
            self.k += 2  # "one of which": the antecedent stands for its part
        word = self.norm()
        self.k += 1
        pied: Phrase | None = None
        if word == "whose":
            self.k -= 1
            pied = self.core()
            if pied is not None:
                pied.possessor = phrase
                self.of_phrase(pied)
                if self.tag() == "," and self.tag(1) == "NM":
                    self._apposition(pied, "subject")
        if front is not None:
            front.group = [pied or phrase]
            front.last = self.k
            clause.gap = front.word
            clause.pps.append(front)
        self._relative_body(clause, phrase, pied if front is None else None, front is not None)
        clause.last = self.k
        return True

    def _relative_body(self, clause: Clause, phrase: Phrase, pied: Phrase | None, fronted: bool) -> None:
        self._inner_comma()
        self._before_verb(clause)
        if self.starts_phrase(self.k) and not (self.tag() == "R" and self.tag(1) in FINITE):
            gap, self.gap = self.gap, True
            clause.subject = self.group("subject")
            self.gap = gap
            if verb_group(self, clause):
                if pied is not None:
                    clause.objects.append([pied])
                elif not fronted:
                    clause.gap = "object"
                self.rest(clause)
                self._fill_gap(clause, phrase)
            return
        clause.subject = [pied or phrase]
        clause.gap = clause.gap or "subject"
        if verb_group(self, clause):
            self.rest(clause)

    def _before_verb(self, clause: Clause) -> None:
        """Times and adverbs between the pronoun and the verb: "which in 2022 received …"."""
        while self.k < self.count:
            if self.tag() == "T":
                clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            elif self.tag() == "P" and (self.tag(1) == "T" or not self.starts_phrase(self.k) and self.starts_phrase(self.k + 1)):
                pp = self.prepositional(clause)
                if pp is None:
                    return
                self.attach(clause, pp)
            else:
                return

    def _inner_comma(self) -> None:
        """Skip an insertion right after the pronoun: "some of whom, the union said, were …"."""
        if self.tag() != ",":
            return
        j = self.k + 1
        while j < self.count and j < self.k + 12 and self.units[j].tag != ",":
            j += 1
        if self.tag_at(j) == "," and self.tag_at(j + 1) in FINITE | {"VX", "R"}:
            self.k = j + 1

    def _fill_gap(self, clause: Clause, phrase: Phrase) -> None:
        """The antecedent is the object that the clause lacks, or the complement of a stranded preposition."""
        if clause.gap != "object":
            return
        if clause.particles and clause.particles[-1] in self.prepositions and not clause.objects:
            stranded = Preposition(clause.particles[-1], clause.last)
            stranded.group = [phrase]
            clause.pps.append(stranded)
            return
        controlled = [c for c in clause.complements if c.relation in ("to", "purpose")]
        if controlled and not clause.objects and "obj-to" in self.words.entry(clause.verb, clause.particles):
            clause.objects.append([phrase])
            controlled[0].subject, controlled[0].relation = [phrase], "to"
            return
        deepest = clause
        while deepest.complements and not deepest.objects and deepest.complements[-1].relation in ("to", "that", "ing"):
            deepest = deepest.complements[-1]
        if not deepest.objects and not deepest.passive:
            deepest.objects.append([phrase])

    # --- prepositional phrases -----------------------------------------------------------------------------------------------------

    def prepositional(self, owner: Clause | None = None) -> Preposition | None:
        """A preposition with its complement; ``None`` (and no move) if it has none."""
        start = self.k
        pp = Preposition(self.norm(), start)
        self.k += 1
        while self.tag() == "R" and not self.starts_phrase(self.k):
            self.k += 1
        if pp.word != "instead of" and self.tag() == "P" and self.norm() not in ("of",) and self.starts_phrase(self.k + 1) or (self.tag() == "P" and self.tag(1) == "T"):
            pp.word = self.norm() if pp.word in ("until", "from", "since") and self.norm() != "after" else pp.word
            self.k += 1
        if self.tag() == "SUB" and (self.tag(1) == "T" or self.starts_phrase(self.k + 1)) and pp.word in ("until", "till", "since", "from", "shortly"):
            self.k += 1
        if self.tag() == "T":
            pp.time = self.units[self.k].time
            self.k += 1
            if self.tag() == "CC" and self.tag(1) == "T":
                self.k += 2
        elif pp.word == "instead of" and self.tag() in ("P", "TO"):
            inner = self.prepositional(owner)
            if inner is None:
                self.k = start
                return None
            inner.negation = self.units[start]  # "rather than by B"
            return inner
        elif self.tag() in ("VG", "VB") or self.norm() in ("being", "having") or (self.tag() == "NEG" and self.tag(1) == "VG"):
            if self.tag() == "VB" and pp.word not in ("instead of", "except", "than"):
                self.k = start
                return None
            pp.clause = self.participle("prep", owner, self._gerund_subject(pp.word, owner))
            pp.clause.connective = pp.word
        elif self.tag() == "WH":
            if self.norm() in ("which", "whom", "whose"):
                self.k = start
                return None
            word = self.norm()
            self.k += 1
            pp.clause = self.clause("wh", owner, word)
        else:
            pp.group = self.group("between" if pp.word in ("between", "among") else "prep")
            if not pp.group:
                self.k = start
                return None
            if (self.tag() == "VG" or self.norm() in ("having", "being")) and pp.word in ("without", "with"):
                pp.clause = self.participle("prep", owner, pp.group)
                pp.clause.connective = pp.word
                pp.group = []
        pp.last = self.k
        return pp

    def _gerund_subject(self, word: str, owner: Clause | None) -> list[Phrase]:
        """Who does what a gerund says: the object of "bar B from", else the subject."""
        if owner is None:
            return []
        blamed = word in ("for", "of", "with") and owner.verb in _BLAMING
        if (blamed or word in self.words.entry(owner.verb, owner.particles)) and owner.objects and not owner.passive:
            return owner.objects[0]
        return owner.subject

    # --- insertions after the subject, said-clauses --------------------------------------------------------------------------------

    def inserted(self, clause: Clause) -> None:
        """What stands between subject and verb: adverbs, ", for its part,", ", the report said,"."""
        while self.k < self.count:
            mark = self.k
            if self.tag() == ",":
                if self.tag(1) in _AFTER_SUBJECT and self._verb_beyond(self.k + 1):
                    self.k += 1
                    self._insert_one(clause)
                    if self.tag() == ",":
                        self.k += 1
                elif self.said_ahead(clause) and self.tag() == ",":
                    self.k += 1
                elif self.tag(1) in FINITE | {"VX"} and clause.subject and (clause.subject[-1].appositions or clause.subject[-1].clauses or len(clause.subject) > 1):
                    self.k += 1
            elif self.tag() in ("P",) and clause.subject:
                pp = self.prepositional(clause)
                if pp is not None:
                    pp.host = clause.subject[-1]
                    clause.subject[-1].pps.append(pp)
            elif self.tag() == "T":
                clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            if self.k == mark:
                break

    def _insert_one(self, clause: Clause) -> None:
        if self.tag() == "P" or self.as_preposition(self.k):
            pp = self.prepositional(clause)
            if pp is not None:
                self.attach(clause, pp)
        elif self.tag() == "SUB":
            word = self.norm()
            self.k += 1
            inner = self.participle("adv", clause, clause.subject) if self.tag() in ("VG", "VX", "VN") else self.clause("adv", clause, word)
            inner.connective = word
        else:
            self.k += 1

    def said_ahead(self, clause: Clause) -> bool:
        """At a comma: a said-clause in the middle or at the end (", she added,", ", said Nia Cole, who …")."""
        mark, made, phrases = self.k, len(self.tree.clauses), len(self.tree.phrases)
        i = self.k + 1
        if self.tag_at(i) in ("VX", "VD", "VZ") and self.units[i].verb in _INVERTING and (clause.verb or self.units[self.k - 1].quoted) and self._inverted_subject(i + 1) and self.starts_phrase(i + 1) and self.tag_at(i + 1) != "PR":
            self.k = i + 1
            said = self.open("said", None)
            said.head, said.verb = self.units[i], self.units[i].verb
            said.subject = self.group("object")
        elif self.starts_phrase(i):
            end = self._skip_core(i)
            while self.tag_at(end) == "R":
                end += 1
            if not (self.tag_at(end) in ("VX", "VD", "VZ") and self._says(end)):
                return False
            if self.tag_at(end + 1) not in (",", ".", "P", "NM", "D", "PR", "T") or end + 1 < self.count and self.tag_at(end + 1) == "TH":
                return False
            self.k = i
            said = self.open("said", None)
            said.subject = self.group("said")
            if not verb_group(self, said) or not said.subject:
                self.k = mark
                del self.tree.clauses[made:]
                del self.tree.phrases[phrases:]
                return False
        else:
            return False
        self.rest_of_said(said)
        root = clause
        while root.parent is not None and root.relation in ("that", "conj", "adv", "to", "part", "purpose", "noun", "wh", "ing", "prep"):
            root = root.parent
        root.speaker = said.subject
        clause.speaker = clause.speaker or said.subject
        return True

    def _inverted_subject(self, i: int) -> bool:
        """Whether the phrase at ``i`` is the speaker and not the subject of what is said: ", said the bank had misled B" is no inversion."""
        end = self._skip_core(i)
        return self.tag_at(end) not in FINITE and not (self.tag_at(end) == "VX" and self.tag_at(end + 1) in ("D", "NM", "PP", "PR"))

    def _says(self, i: int) -> bool:
        return self.units[i].verb in self.words.saying or self.units[i].verb in self.words.finding or self.units[i].verb in ("announce", "tell")

    def rest_of_said(self, said: Clause) -> None:
        """The hearer and time of a said-clause, up to the next comma."""
        while self.k < self.count and self.tag() not in (",", ".", ";", "CC", "—"):
            mark = self.k
            if self.tag() == "T":
                said.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            elif self.tag() in ("P", "TO") or self.as_preposition(self.k):
                pp = self.prepositional(said)
                if pp is not None:
                    self.attach(said, pp)
            elif self.starts_phrase(self.k) and not said.objects:
                said.objects.append(self.group("object"))
            elif self.tag() == "VG":
                self.participle("part", said, said.subject)
            if self.k == mark:
                break
        if self.tag() == "," and self.tag(1) == "VG":
            self.k += 1
            self.participle("part", said, said.subject)
