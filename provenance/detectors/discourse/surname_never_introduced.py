"""Person named only by surname and never introduced.

Looks for
    A capital word that speaks ("Lund said", "according to Lund") and is taken up as he or she, but stands nowhere
    in the article with a given name, a title or an explanation, and is no place, body or public figure of the
    gazetteer.
Why
    A longer article was cut: the paragraph that introduced the speaker is gone. It tells of a parent and of
    automatic abridgement, not of a language.
Fires
    - The plan was shown in May. When asked, ⟦Lund⟧ stated that it was late. He also named a date.
    - It rained. Nobody, according to ⟦Berg⟧, saw it. She left early.
    - The dam broke in May. ⟦Hollis⟧ said that nobody was hurt. He then left the town.
Quiet
    - Karl Lund showed the plan. When asked, Lund stated that it was late. He left.
    - Mr Lund came. Later, Lund said that he was late.
    - When asked, Google said it was late.
    - {headline} Karl Lund shows his plan¶When asked, Lund said he was late.
    - Officials said he was late.
    - The Secretary of State said that he was late. An Under-Secretary of Defense said she knew.
    - Parliament said it was late. Nobody told him. Everton said they were sorry. He left the club.
    - It was late. Mother said so. Police told him. He left.
    - "It is late," said Lund, a fisherman. He left.
    - The woman died in May. In a statement her niece Carol said that she was sorry.
    - The boy fell. The farmer's eldest son Owen said he had seen it.
Confounders
    Lines cut at random (as in counting data), interviews, columns that assume their reader, athletes and singers
    with one name.
References
    Counted on parallel text, which has neither layout nor furniture. It is not counted, for the counting data were
    cut too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from provenance import gazetteer
from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, view

_SPEAKS = "said|stated|told|added|explained|argued|warned|stressed|insisted"
_SAYS = _SPEAKS.replace("told|", "")
_COMMON = (
    r"(?:[A-Z][a-z]*(?:body|one|ing|tion|ment|ship|ness|hood|ism|ists?)|They|She|This|That|These|Those|What|Who|"
    r"Which|When|"
    r"Then|Yesterday|Today|Later|Once|Never|Also|Only|Even|Nor|And|But|One|Two|Both|Some|Many|Most|Few|All|Others?|"
    r"Another|"
    r"Each|Neither|Either|Police|Congress|Court|Council|Counsel|Church|Labour|Labor|Army|Navy|Staff|Crew|Doctor|"
    r"Nurse|Teacher|Coach|Captain|Manager|Management|Mother|Father|Mum|Mom|Dad|Mummy|Mommy|Daddy|Grandma|Grandpa|"
    r"Granny|"
    r"Uncle|Auntie?|Sister|Brother|Sources?|Research|Science|Legend|Tradition|History|Rumou?r|God|Lord|Jesus|Satan|"
    r"Allah|"
    r"Parents|People|Women|Men|Children|Reports?|Data|Google|Apple|Tesla|Reuters|Hamas|Ofcom|Ofsted|Defen[cs]e|"
    r"Prosecution|"
    r"Press|Boss|Princess|Duchess|Hospital|Headquarters|Opposition|Cabinet|Treasury|Kremlin|Pentagon|Downing|State)\b"
)
"""What begins a sentence with a capital, says something and is no surname."""
_SPEAKER = re.compile(
    rf"(?<=[a-z,;] )(?<!\bof )(?<!\bfor )(?<!\band )(?P<after>[A-Z][a-z]{{2,}}) (?:also |further )?(?:{_SPEAKS})\b"
    rf"|(?:(?<=[.!?] )|(?<=[.!?]\" )|(?<=\n))(?!{_COMMON})(?P<first>[A-Z][a-z]{{2,}})"
    rf" (?:also |further )?(?:{_SPEAKS})\b(?! (?:that )?(?:they|their)\b)"
    rf"|\baccording to (?P<according>[A-Z][a-z]{{2,}})(?=[,.])"
    rf"|[,\"] (?:{_SAYS}) (?P<before>[A-Z][a-z]{{2,}})(?=[.,])"
)
_NEEDLES = ("said", "stated", "told", "added", "explained", "argued", "warned", "according to ", "stressed", "insisted")
_PLURAL = re.compile(r"(?<![iu])(?<!s)s\Z")
"""Officials, Residents; not Hollis, Ross, Marcus."""
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_BEFORE = re.compile(
    r"(?:[A-Z][\w'-]*|[A-Z]\.|(?:Mrs?|Ms|Drs?|Profs?|Gov|Sen|Rep|Gen|Col|Sgt|Capt|Lt|Maj|Det|Insp|Supt|St|Rev|Hon|Cpl|"
    r"Cllr|Jr|Sr|Adm|Cmdr|Messrs)\.|[a-z]+-[a-z]+|the|The|minister|spokes\w+|president|mayor|professor|officer"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Ii]ts|[a-z]+'s|[a-z]+s') (?:[a-z]+ )?[a-z]+) $"
)
_APPOSITION = re.compile(r", (?:an?|the|who|one|\d+)\b")
_WORDLIKE = re.compile(r"\w")
_MOST = 60
"""Speakers looked at, so that the cost stays linear."""
_FAR = 300
"""Characters in which a pronoun must take the speaker up."""


class SurnameNeverIntroduced(Detector):
    """Person named only by surname and never introduced."""

    code = "DS101"
    group = "abridgement"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        first: dict[str, tuple[int, int]] = {}
        for match in islice(find(_SPEAKER, seen.prose, *_NEEDLES, reach=40), _MOST):
            kind = str(match.lastgroup)
            first.setdefault(match[kind], match.span(kind))
        strangers = [span for name, span in first.items() if _stranger(seen.whole, seen.prose, name, span)]
        yield counted(self.code, strangers, len(first), "who is this? the introduction is missing")


def _stranger(whole: str, prose: str, name: str, span: tuple[int, int]) -> bool:
    if gazetteer.find(name) or _PLURAL.search(name) or not _PERSON.search(prose, span[1], span[1] + _FAR):
        return False
    return not any(
        _introduces(whole[max(0, at - 40) : at], whole[at + len(name) : at + len(name) + 6])
        for at in _places(whole, name)
    )


def _places(text: str, name: str) -> Iterator[int]:
    """Where ``name`` stands as a word."""
    at = text.find(name)
    while at >= 0:
        if not (_WORDLIKE.match(text, at - 1, at) or _WORDLIKE.match(text, at + len(name))):
            yield at
        at = text.find(name, at + len(name))


def _introduces(before: str, after: str) -> bool:
    """Whether a given name, title or article stands before, or a surname or an apposition after."""
    return bool(_BEFORE.search(before) or after[1:2].isupper() or _APPOSITION.match(after))
