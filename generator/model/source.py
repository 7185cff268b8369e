"""Sources in CSL terms, and what publishers said of them later."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Date, Doi, Frozen, Pmcid, Pmid, StudyId, Text, Url


class Name(Frozen):
    """An author: a person, or an organisation under `literal`."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Notice(Frozen):
    """A publisher's later word on a source."""

    kind: Literal["correction", "expression-of-concern", "retraction"]
    text: Text
    """What was seen, in our words."""
    date: Date | None = None
    url: Url | None = None
    seen_on: Date
    resolved: Date | None = None
    reason: Text | None = None


class Source(Frozen):
    """A publication or registry record in which numbers were read."""

    kind: Literal["paper", "registry", "meeting", "review", "news"]
    type: Text
    """CSL type: article-journal, article, report, webpage, …"""
    title: Text
    author: tuple[Name, ...] = ()
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    publisher: Text | None = None
    number: Text | None = None
    issued: Date | None = None
    DOI: Doi | None = None
    PMID: Pmid | None = None
    PMCID: Pmcid | None = None
    URL: Url | None = None
    primary_for: tuple[StudyId, ...] = ()
    """Studies whose own report this source is; for all others it is second-hand."""
    read: Literal["abstract", "full-text", "registry-record", "news"]
    read_on: Date
    read_at: Text
    """The address at which it was read, or how it was at hand."""
    notices: tuple[Notice, ...] = ()
    notices_checked: Date | None = None
    note: Text | None = None
