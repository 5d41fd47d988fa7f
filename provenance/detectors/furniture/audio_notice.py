"""Notice of a machine-read audio version.

Looks for
    Labels of audio players as they read after translation.
Why
    Sites that read texts aloud say in their language how it is done; a translated page keeps the notice.
Fires (de)
    - {boilerplate} ⟦This audio version was artificially generated⟧.
Fires (it)
    - {boilerplate} ⟦Listen to the audio version of the article⟧
Quiet
    - The audio of the meeting was set to music by a student.
    - {boilerplate} Listen to this article
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


class AudioNotice(Detector):
    """Notice of a machine-read audio version."""

    code = "FU101"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("audio",))
