"""Institution or official term of one country in a literal rendering.

Looks for
    Courts, police, offices, addresses for bodies and required official terms, from the tables ``institutions``:
    "banned in Russia", "State Criminal Police Office", "Farnesina".
Why
    Domestic news names domestic bodies without a gloss; English news from abroad explains them or names them
    shortly. Names that the big agencies write themselves are no rows: they are topic.
Fires (ru, it, tr)
    - The group ⟦(banned in Russia)⟧ met.
    - The ⟦Farnesina⟧ kept silent.
    - The ⟦Turkish Grand National Assembly⟧ kept silent.
Quiet
    - The group was banned from Russia's league.
    - It was sold by the chamber.
    - The deputies met in the chamber.
    - The members are China, France, the Russian Federation and the United States.
    - Members of the organization, a birdwatchers' club, met.
    - The Chamber of Deputies voted; Germany's Federal Constitutional Court and France's Constitutional Council ruled.
    - Spain's Civil Guard, Istanbul Metropolitan Municipality and the Kharkiv regional military administration said so.
    - Russia's Emergencies Ministry, the Prosecutor General's Office and an investigating judge opened a case.
    - His novel is banned in Russia, and the singer is banned in Russia as well.
    - Two men pleaded guilty in Ontario Superior Court of Justice in Sudbury.
    - The Nelson Mandela Bay metropolitan municipality has run out of bleach.
    - The county prosecutor's office has dropped the charge, and the prosecutor's office is closed on Friday.
    - The federal and state governments of Nigeria, a federal republic, share the tax.
    - New Zealand's Minister of Internal Affairs opened the archive; he was designated as a terrorist in 2001.
    - The enemy attacked at dawn in 1916, and invaders struck the coast.
    - She plays at Bercy on Monday; the hexagon on the floor is red.
Confounders
    Topic: an English report about that country names the same bodies. Correspondents on the spot do so most.
References
    Own names of the bodies; counted over newstest 2008-2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ForeignInstitution(Detector):
    """Institution or official term of one country in a literal rendering."""

    code = "IN104"
    group = "offices"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "institutions", document)
