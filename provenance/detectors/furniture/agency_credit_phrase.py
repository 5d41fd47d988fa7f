"""Credit in foreign wording.

Looks for
    "With information from", "Photo: Disclosure", "Reporter = Name": credits as they read after translation.
Why
    Wording of credits is fixed by house and language, and is translated with the page.
Fires (es)
    - {credit} ⟦(With information from⟧ EFE)
Fires (pt)
    - {credit} ⟦Photo: Disclosure⟧
Fires (ko)
    - {caption} The quay. ⟦Photo=Harbour⟧
Quiet
    - {credit} (Reporting by Jane Doe; Editing by John Roe)
    - The court asked for disclosure of the photo that was sent in May.
Confounders
    The page was translated, not surely the text: site software speaks the language of the site. English
    editions of foreign outlets carry such labels too. Indian and African papers write "With inputs from".
References
    Labels of news sites of each language, in the table ``page_furniture.tsv``; the frequency is counted, not
    assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.furniture import translated
from provenance.records import Document, Evidence


class AgencyCreditPhrase(Detector):
    """Credit in foreign wording."""

    code = "FU102"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("credit",))
