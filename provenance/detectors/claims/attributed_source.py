"""Source named in the text.

Looks for
    An outlet beside a cue that something was taken from it: "according to", "told", "reports", "writes", with
    the language of the table. Names the table lacks count after "newspaper", "news agency" and the like. What is
    denied, asked, withdrawn or called a fake is no source.
Why
    A text that was told after a foreign outlet says so, often at once and by name; original reporting names
    people and papers of its own country. The marks name the nodes of the route.
Fires
    - The bridge will close, ⟦according to The Guardian⟧.
    - The mayor ⟦told Reuters⟧ and ⟦AFP⟧ that the bridge will close.
    - The bridge will close, ⟦Der Spiegel reports⟧.
    - He spoke of a loss, ⟦according to the British newspaper Financial Times⟧.
    - That is what the ⟦newspaper Harbour Wave⟧ wrote.
    - ⟦По данным Reuters⟧, мост закроют.
    - The port said so ⟦in a statement to EFE⟧.
    - ⟦Le Monde⟧, ⟦El País⟧ and ⟦Der Spiegel first reported⟧ the loss.
Quiet
    - The BBC will move to Leeds in spring.
    - He was chief executive of the Financial Times for seven years.
    - She told the Foreign Affairs Committee that the time had come.
    - Time told on the old bridge.
    - A fake BBC report claims that the bridge was sold.
    - The BBC never reported it, contrary to a report in Bild.
    - Bild withdrew its report that the bridge was sold.
    - The mayor spoke to a former Reuters reporter.
Confounders
    Every outlet names its sources; agencies sign all over the world. Media news name outlets as actors.
References
    Clough, Gaizauskas, Piao and Wilks (2002), METER: measuring text reuse, ACL, on how papers name their
    agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.claims import marked
from provenance.contracts import Detector
from provenance.records import Document, Evidence


class AttributedSource(Detector):
    """Source named in the text."""

    code = "CL101"
    channel = "claims"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield marked(document, self.code, "attribution")
