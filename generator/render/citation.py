"""One line that cites a source, after the Vancouver manner; what was not read is left out, never guessed."""

from __future__ import annotations

import re
from urllib.parse import quote

from generator.model.source import Name, Source

_MOST_AUTHORS = 6
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {f"{number:02}": name for number, name in enumerate(_NAMES, 1)}


def citation(source: Source) -> str:
    """Return a source in one line: "Wang M, Sui J, et al. Title. Journal 2019;5:12–18."

    A descriptive title stays in its square brackets; a preprint is called one.
    """
    return " ".join(part for part in citation_parts(source) if part)


def citation_parts(source: Source) -> tuple[str, str, str]:
    """Return authors, title and place of a source, each ended by a full stop, or empty."""
    before, title, after = (
        _ended(" ".join(part.split())) if part else ""
        for part in (authors(source), source.title, _where(source))
    )
    return before, title, after


def authors(source: Source) -> str:
    """Return the authors with initials; after six follows "et al."."""
    names = [author_name(name) for name in source.author]
    shown = [name for name in names if name][:_MOST_AUTHORS]
    return ", ".join([*shown, "et al"] if len(names) > _MOST_AUTHORS else shown)


def author_name(name: Name) -> str:
    """Return one author: "Li SJ", or the organisation's name."""
    if not name.family:
        return name.literal or name.given or ""
    return f"{name.family} {initials(name.given or '')}".strip()


def initials(given: str) -> str:
    """Return the initials of given names: "Shu-Jing" gives SJ; initials stay as they are."""
    if re.fullmatch(r"[^\W\d_]{1,3}", given) and given.isupper():
        return given
    return "".join(part[0].upper() for part in re.split(r"[\s.\-‐‑]+", given) if part)


def citation_link(source: Source) -> dict[str, str] | None:
    """Return the best address of a source as {text, href}: DOI, PubMed, PubMed Central, else its page."""
    if source.DOI:
        return {"text": f"doi:{source.DOI}", "href": doi_url(source.DOI)}
    if source.PMID:
        return {"text": f"PMID {source.PMID}", "href": f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"}
    if source.PMCID:
        return {"text": source.PMCID, "href": f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/"}
    return {"text": source.URL, "href": source.URL} if source.URL else None


def doi_url(doi: str) -> str:
    """Return the address of a DOI; signs such as < and # are encoded, as old DOIs need."""
    return f"https://doi.org/{quote(doi, safe='/:;().,-_~!*')}"


def _where(source: Source) -> str:
    kind = " [preprint]" if source.type == "article" and source.kind in ("paper", "review") else ""
    home = source.container_title or source.publisher or ""
    number = f", {source.number}" if source.number and home else source.number or ""
    home = f"{home}{kind}{number}".strip()
    return f"{home} {_issue(source)}".strip()


def _issue(source: Source) -> str:
    if not source.volume:
        return _pages(_day(source.issued or ""), source)
    issue = f"({source.issue})" if source.issue else ""
    return _pages(f"{(source.issued or '')[:4]};{source.volume}{issue}".lstrip(";"), source)


def _pages(text: str, source: Source) -> str:
    pages = re.sub(r"(?<=\w)-{1,2}(?=\w)", "–", source.page or "")
    return f"{text}:{pages}" if text and pages else text or pages


def _day(iso: str) -> str:
    """Write a date as references do: "2023 Dec 5"."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    return " ".join(part for part in (year, _MONTHS.get(month, month), day.lstrip("0")) if part)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
