"""Words that the tagger asks for, and the sets of tags that its rules share."""

from __future__ import annotations

from typing import Final

NOMINAL_BEFORE: Final = frozenset({"D", "PP", "PO", "J", "#"})
STARTS_PHRASE: Final = frozenset({"D", "PP", "NM", "PR", "#", "TH", "EX"})
SUBJECT_PRONOUNS: Final = frozenset({"they", "we", "i", "you"})
ENDS: Final = frozenset({".", ";", ":", "—", ")"})
FINITE: Final = frozenset({"VZ", "VD", "MD", "BE", "HV", "DO"})
# Nouns after "to" or a receiver that look like verbs: "took B to court", "granted the inspectors access".
BARE_NOUNS: Final = frozenset(
    {"court", "trial", "access", "input", "feedback", "notice", "office", "work", "school", "prison", "jail", "market", "press", "date"}
)
FREQUENCY: Final = frozenset({"daily", "weekly", "monthly", "quarterly", "yearly"})
ORDINALS: Final = frozenset({"first", "second", "third", "last", "next"})
# Nouns before those for officials that look like verbs after "to": "turned it over to state police".
OFFICIAL_BEFORE: Final = frozenset(
    """state school school-district campus court police house bank market fire toy phone fund water film plant book gun land home pension
 trust hedge""".split()
)
OFFICIALS: Final = frozenset(
    """police prosecutors officials regulators authorities investigators inspectors auditors lawmakers legislators troopers agencies law
 government funds plans members employees makers companies owners retailers operators residents leaders judges board staff
 administrators attorneys examiners supervisors detectives officers commanders""".split()
)
# Verbs whose that-clause has a base form ("recommended that the bureau review …").
SUBJUNCTIVE: Final = frozenset(
    """recommend request require demand ask urge order insist propose suggest direct advise stipulate mandate recommendation requirement
 instruct dictate command specify prefer directive instruction suggestion proposal condition insistence plea""".split()
)
# … of which these often leave out "that".
BARE_SUBJUNCTIVE: Final = frozenset({"recommend", "request"})
# Verbs and nouns whose "to" is a preposition.
TO_PREPOSITION: Final = frozenset(
    """response responses access due subject reply replies referral referrals relating related regard addition prior contribution attention
 return committed opposed""".split()
)
GERUND_VERBS: Final = frozenset(
    """begin start stop continue avoid consider deny admit cease resume discontinue finish keep mind risk recommend suggest delay postpone
 discuss involve include oppose prevent propose justify allow bar prohibit help""".split()
)
MODIFIER_ING: Final = frozenset(
    """existing remaining following ongoing pending leading outstanding participating sitting working living missing recurring continuing
 underlying preceding handling driving operating governing managing presiding reporting contracting awarding acting sponsoring""".split()
)
# What no verb of saying looks like: "contracts that B had awarded".
AWARDS: Final = frozenset(
    "contract grant payment loan lease permit license award transfer purchase program project invoice file document".split()
)
# "contracting officers", "the presiding judge"
OFFICE_ING: Final = frozenset("contracting presiding acting sitting managing governing operating awarding arresting licensing".split())
OFFICES: Final = frozenset(
    "officer officers official officials agent agents judge judges agency agencies authority authorities director".split()
)
# Nouns before which a gerund is a modifier: "for reporting purposes".
PROCEDURES: Final = frozenset(
    "purposes requirements requirement system systems procedures period deadlines fees charges costs expenses".split()
)
# What is called by its number: "directive 10.158 requires".
NUMBERED: Final = frozenset(
    """directive section recommendation rule order policy circular bulletin article chapter title part standard instruction notice
 regulation
 finding statement memorandum amendment clause paragraph procedure handbook publication resolution""".split()
)
# Forms in -ing that before a preposition are nouns.
MONEY_ING: Final = frozenset({"funding", "financing", "training", "spending", "backing", "staffing"})
# Trades in -ing that stand before a body or rule: "the state banking department".
NOUN_ING: Final = frozenset(
    """advertising banking housing training licensing engineering accounting nursing mining shipping fishing farming policing purchasing
 planning
 marketing manufacturing lending testing zoning building gaming racing trading permitting contracting budgeting hiring screening""".split()
)
# Base forms that a said-clause about people ends with: "the Navy, investigators say, …".
PEOPLE_SAY: Final = frozenset("say report note allege argue claim contend believe concede insist maintain charge suspect estimate".split())
# Verbs after which a name is who gets something.
GIVING: Final = frozenset({"give", "send", "show", "hand", "offer", "pay", "lend", "sell", "email", "e-mail", "mail", "bring"})
# Present forms that a said-clause about a paper ends with: "…, the affidavit states, …".
PAPERS_SAY: Final = frozenset("states reports claims notes alleges contends argues says suggests shows charges records".split())
