"""Calqued idiom or collocation.

Looks for
    Turns of phrase translated word for word, from the tables ``calques`` of all languages.
Why
    An engine renders words one sentence at a time; an idiom or a fixed collocation of the source ("im Rahmen", "на
    территории", "充分发挥") comes out in English words that English news does not put together.
Fires (de, ru, zh, tr)
    - The police are ⟦investigating against⟧ two men.
    - The ⟦official representative of⟧ the mill kept silent.
    - Schools must ⟦give full play to⟧ local talent.
    - Two boats ⟦were transferred to the courthouse⟧, said a clerk.
Quiet
    - The coach brought on a new striker.
    - A spokesman for the mill kept silent.
    - The play was given in full.
    - Ten people gave their lives.
    - By half past nine the fire brigade was on site; the driver was slightly injured.
    - It was decided to close the municipal council's pool, which is currently being renovated.
    - City are third in the table with a good 20 minutes to play.
    - The point is that he paid a fine in the amount of $90.
    - The head of the World Bank and the Port Authority's chief did not want to comment; they did not manage to agree.
    - A car shot out from the side of the road, and the passenger cars of the train crashed.
    - The two sides agreed on the post of director of the clinic; it will be possible to swim there.
    - The hall is to be built by May; it is now also open on Sundays, since it is warm.
    - He was born in Swat district of Khyber Pakhtunkhwa, and reached the spot with the common man.
    - Medical teams and security teams were sent; the driver was taken to hospital in the prefecture.
    - Critics saw interest increase in new energy vehicles, poverty alleviation and economic and social development.
    - They lodged a case against unknown persons; the complaint was dealt with in a timely manner.
    - The boss of the club lives in the interior of the country, and the responsible authority knows.
Confounders
    Human translations keep many of them too; EU papers, Chinese agencies' own English and academic prose use some; a
    quotation may cite a foreign speaker's English.
References
    Gellerstam (1986), Translationese in Swedish novels translated from English; Toury (1995), law of interference.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class CalquedIdiom(Detector):
    """Calqued idiom or collocation."""

    code = "LX101"
    group = "collocation"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "calques", document)
