"""References for other programs: CSL-JSON, BibTeX and RIS, from sources in CSL terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.source import Name, Notice, Source
from generator.render.cells import NOTICE_NAMES

Sources = Mapping[str, Source]

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {f"{number:02}": name for number, name in enumerate(_NAMES, 1)}
_CSL_TEXTS = (
    "title",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "number",
    "DOI",
    "PMID",
    "PMCID",
    "URL",
)
# CSL type: (BibTeX entry, BibTeX field of the container, RIS type). CSL calls a preprint `article`.
_TYPES = {
    "article-journal": ("article", "journal", "JOUR"),
    "article": ("misc", "howpublished", "UNPB"),
    "article-newspaper": ("article", "journal", "NEWS"),
    "article-magazine": ("article", "journal", "MGZN"),
    "paper-conference": ("inproceedings", "booktitle", "CPAPER"),
    "chapter": ("incollection", "booktitle", "CHAP"),
    "book": ("book", "series", "BOOK"),
    "report": ("techreport", "series", "RPRT"),
    "thesis": ("phdthesis", "series", "THES"),
    "dataset": ("misc", "howpublished", "DATA"),
    "webpage": ("misc", "howpublished", "ELEC"),
}
_OTHER = ("misc", "howpublished", "GEN")
# A brace counts for BibTeX even behind a backslash, so braces are named.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# DOI and address are read verbatim; only what would unbalance the entry is encoded.
_VERBATIM = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def csl(id_: str, source: Source) -> dict[str, Any]:
    """Return one source as a CSL-JSON item; how it was read and its notices stand under `custom`."""
    item: dict[str, Any] = {"id": id_, "type": source.type}
    item |= {key: value for key in _CSL_TEXTS if (value := getattr(source, key.replace("-", "_")))}
    if source.type == "article":
        item["genre"] = "preprint"
    if source.author:
        item["author"] = [_csl_name(name) for name in source.author]
    if source.issued:
        item["issued"] = {"date-parts": [[int(part) for part in source.issued.split("-")]]}
    return {**item, "custom": _custom(source)}


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: value for key, value in parts.items() if value}


def _custom(source: Source) -> dict[str, Any]:
    made = {
        "kind": source.kind,
        "read": source.read,
        "read_on": source.read_on,
        "read_at": source.read_at,
        "primary_for": list(source.primary_for),
        "notices": list(source.notices),
    }
    more = {"notices_checked": source.notices_checked, "note": source.note}
    return {**made, **{key: value for key, value in more.items() if value}}


def open_notices(source: Source) -> tuple[Notice, ...]:
    """Return the publisher's notices that are not resolved."""
    return tuple(notice for notice in source.notices if not notice.resolved)


def notice_words(notice: Notice) -> str:
    """Return a notice in one line: "Expression of concern, 2024-05-01, https://…"."""
    parts = [NOTICE_NAMES[notice.kind], notice.date or f"seen {notice.seen_on}", notice.url or ""]
    return ", ".join(part for part in parts if part)


def remarks(source: Source) -> list[str]:
    """Return what must not be lost where a source is cited: that it is a preprint, and its open notices."""
    preprint = ["Preprint"] if source.type == "article" else []
    return [*preprint, *(notice_words(notice) for notice in open_notices(source))]


def bibtex_key(source_id: str) -> str:
    """Return the key of a source in BibTeX: its id, which is safe as it is (small letters, digits, hyphens)."""
    return source_id


def bibtex(sources: Sources) -> str:
    """Return the sources as a BibTeX file in UTF-8, in the order given."""
    return "\n".join(_bib_entry(id_, source) for id_, source in sources.items())


def _bib_entry(id_: str, source: Source) -> str:
    entry, container, _ = _TYPES.get(source.type, _OTHER)
    fields = {**_bib_texts(source, container), **_bib_rest(source, entry)}
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@{entry}{{{bibtex_key(id_)},\n{lines}}}\n"


def _bib_texts(source: Source, container: str) -> dict[str, str]:
    texts = {
        "author": " and ".join(_bib_name(name) for name in source.author),
        # Doubled braces: no style may change the letters of a title.
        "title": f"{{{tex(source.title)}}}",
        container: tex(source.container_title or ""),
        "volume": tex(source.volume or ""),
        "number": tex(source.issue or source.number or ""),
        "pages": tex(re.sub(r"(?<=\w)[-–](?=\w)", "--", source.page or "")),
    }
    return {name: f"{{{text}}}" for name, text in texts.items() if text}


def _bib_rest(source: Source, entry: str) -> dict[str, str]:
    year, _, rest = (source.issued or "").partition("-")
    publisher = {"techreport": "institution", "phdthesis": "school"}.get(entry, "publisher")
    texts = {
        publisher: tex(source.publisher or ""),
        "year": year,
        "doi": (source.DOI or "").translate(_VERBATIM),
        "pmid": source.PMID or "",
        "pmcid": source.PMCID or "",
        "url": (source.URL or "").translate(_VERBATIM),
        "note": tex("; ".join(remarks(source))),
    }
    found = {name: f"{{{text}}}" for name, text in texts.items() if text}
    month = _MONTHS.get(rest[:2])
    return {**found, "month": month} if month else found


def _bib_name(name: Name) -> str:
    if not name.family:
        return f"{{{tex(name.literal or name.given or '')}}}"
    family = tex(name.family)
    # A comma or "and" inside a name would part it.
    family = (
        f"{{{family}}}" if re.search(r",|\sand\s", family) or (" " in family and not name.given) else family
    )
    return f"{family}, {tex(name.given)}" if name.given else family


def tex(text: str) -> str:
    """Escape text for BibTeX: one line, TeX's special signs written out, letters as they are."""
    return " ".join(text.split()).translate(_TEX)


def ris(sources: Sources) -> str:
    """Return the sources as a RIS file in UTF-8, in the order given; RIS ends its lines with CR LF."""
    return "".join(f"{line}\r\n" for id_, source in sources.items() for line in _ris_entry(id_, source))


def _ris_entry(id_: str, source: Source) -> Iterable[str]:
    start, _, end = (source.page or "").replace("–", "-").partition("-")
    tags = [
        ("TY", _TYPES.get(source.type, _OTHER)[2]),
        ("ID", id_),
        *(("AU", _ris_name(name)) for name in source.author),
        ("TI", source.title),
        ("T2", source.container_title),
        ("PY", (source.issued or "")[:4]),
        ("DA", _ris_date(source.issued or "")),
        ("VL", source.volume),
        ("IS", source.issue or source.number),
        ("SP", start),
        ("EP", end),
        ("PB", source.publisher),
        ("DO", source.DOI),
        ("AN", source.PMID),
        ("C2", source.PMCID),
        ("UR", source.URL),
        *(("N1", remark) for remark in remarks(source)),
    ]
    return [*(f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text), "ER  - ", ""]


def _ris_name(name: Name) -> str:
    return (
        ", ".join(part for part in (name.family, name.given) if part)
        if name.family
        else name.literal or name.given or ""
    )


def _ris_date(issued: str) -> str:
    """Write a date as RIS has it, YYYY/MM/DD/other with empty parts kept; nothing for a mere year."""
    parts = issued.split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))]) if len(parts) > 1 else ""
