"""Label of the page in foreign wording.

Looks for
    Time stamps, reading times, share bars, rubrics and closing marks as they read after translation.
Why
    Labels of the content system are translated with the page.
Fires (tr)
    - {boilerplate} ⟦Entry Date:⟧ 20.06.2024
Fires (zh)
    - {boilerplate} ⟦Original title:⟧ The new bridge
Fires (fa)
    - {boilerplate} ⟦End of the message⟧
Quiet
    - {boilerplate} 3 min read
    - {dateline} Published June 20, 2024
    - At the end he read the message from the crew.
Confounders
    The page was translated, not surely the text: site software speaks the language of the site. English
    editions of foreign outlets carry such labels too.
References
    Labels of news sites of each language, in the table ``page_furniture.tsv``; the frequency is counted, not
    assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.furniture import translated
from provenance.records import Document, Evidence


class PageLabel(Detector):
    """Label of the page in foreign wording."""

    code = "FU108"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("label", "time", "share"))
