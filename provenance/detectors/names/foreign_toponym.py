"""Place under its name in another language.

Looks for
    Place names of other languages where English has its own, from the tables ``toponyms``: "Kiew", "Pékin", "Moscú",
    "Lwów", "Kharkov".
Why
    An engine copies an unknown exonym through, and spells Ukrainian places by whichever language it came out of.
Fires (de, fr, es, ru, hu)
    - Trains to ⟦Kiew⟧ were late.
    - A storm passed ⟦Pékin⟧.
    - Trains to ⟦Moscú⟧ were late.
    - A storm passed ⟦Kharkov⟧.
Quiet
    - Trains to Kyiv were late.
    - A storm passed Beijing.
    - She comes from Roma, Texas.
    - The cruiser Moskva sank, and Dinamo Moskva lost to Sparta Praha.
    - Bayern München beat Rapid Wien; both signed with Telecom Italia.
    - Alternative für Deutschland won nine seats.
    - Simona Halep beat Ms Francia, coached by Horatio Alger and Emma Viro.
    - He was born in Be'er Sheva, raised in Sana'a and buried in Volyn.
    - The pogrom of 1903 is known as the Kishinev pogrom; the Alma-Ata declaration came in 1991.
    - Nikolayev, the cosmonaut, orbited for four days.
Confounders
    Names of firms, clubs and people (Lisboa Foods, Grêmio Praga); older books; writers who keep local names on purpose.
References
    Unicode CLDR, exemplar cities and territories; linguistic knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ForeignToponym(Detector):
    """Place under its name in another language."""

    code = "NM102"
    group = "spelling"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "toponyms", document)
