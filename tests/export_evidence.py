"""A small evidence folder for the tests of exports, references and search: each card shows one way of printing numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.chart.cache import MemoryCache
from generator.printed.corpus import build
from generator.problems import Problem
from generator.read.load import read
from generator.render.context import Content, Context, Dates, Files
from generator.render.exports import render

SITE = """
title: Test evidence
short_title: Test
heading: Test evidence
tagline: A tagline.
field: testing
description: A description.
publisher: Test group
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
advice: No advice.
"""

VOCABULARY = {
    "endpoints": """
overall-survival: {label: Overall survival, definition: Time to death., better: higher, kind: time-to-event, event_is: bad}
progression-free-survival: {label: Progression-free survival, definition: Time to growth., better: higher, kind: time-to-event}
pneumonitis: {label: Pneumonitis, definition: Inflamed lung., better: lower, kind: incidence}
objective-response: {label: Objective response, definition: Shrinkage., better: higher, kind: proportion}
""",
    "designs": """
randomised-phase-3: {label: Randomised phase 3, definition: Trial., rank: 1, column: randomised, randomised: true}
retrospective-comparative: {label: Retrospective comparison, definition: Cohort., rank: 9, column: cohort, randomised: false}
not-stated: {label: Not stated, definition: Not told., rank: 99, column: not-stated, randomised: false}
""",
    "interventions": """
osimertinib: {label: Osimertinib, definition: A drug., synonyms: [Tagrisso], kind: drug, classes: [egfr-tki-3]}
egfr-tki-3: {label: Third-generation EGFR-TKI, definition: Drugs., kind: drug-class, classes: [tki]}
tki: {label: Tyrosine kinase inhibitor, abbreviation: TKI, definition: Drugs., kind: drug-class, classes: [egfr-tki-3]}
sbrt: {label: Stereotactic body radiotherapy, abbreviation: SBRT, definition: Precise., synonyms: [SABR], kind: radiotherapy}
""",
    "techniques": """
sbrt: {label: Stereotactic body radiotherapy, abbreviation: SBRT, definition: Precise., synonyms: [SABR]}
""",
    "glossary": """
hazard-ratio: {label: Hazard ratio, abbreviation: HR, definition: "How rates compare </script><script>."}
""",
}

SOURCES = {
    "own-2020": """
kind: paper
type: article-journal
title: "Timing {of} 50% & more: β_1 of \\\\alpha"
author: [{family: Müller-Lüdenscheidt, given: Anna-Maria}, {literal: "Trial Group, Europe and Asia"}, {family: van der Berg, given: J}]
container-title: Journal of Tests
volume: "12"
issue: "3"
page: 45-50
issued: 2020-07-11
DOI: 10.1000/abc_(1)<2>
PMID: "123456"
URL: https://example.org/a_b
primary_for: [trial]
read: abstract
read_on: 2026-11-21
read_at: https://example.org/a_b
notices:
  - {kind: expression-of-concern, text: Concern., date: "2024-05", seen_on: 2026-11-21, url: "https://example.org/notice"}
  - {kind: correction, text: Mended., seen_on: 2026-11-21, resolved: 2026-11-22}
""",
    "review-2023": """
kind: review
type: article
title: "[A review of tests; title not read]"
author: [{family: Author}]
container-title: Preprints
issued: "2023"
primary_for: []
read: full-text
read_on: 2026-11-21
read_at: text on file
note: Scanned.
""",
    "other-2021": """
kind: paper
type: report
title: Another report
publisher: An institute
number: R-7
primary_for: [cohort]
read: full-text
read_on: 2026-11-21
read_at: text on file
""",
}

TRIAL = """
name: TRIAL-1
aliases: [Tester]
title: Radiotherapy with osimertinib
design: randomised-phase-3
status: published
registrations: [NCT02492568]
source: own-2020
at: Abstract
population: {summary: "Adults with ≥ 1 lesion", enrolled: 92}
topics: [timing]
groups:
  rt:
    name: Drug with SBRT
    role: experimental
    n: 36
    interventions: [osimertinib, sbrt]
    radiotherapy: [{technique: sbrt, dose_gy: {median: 24, range: [18, 30]}, fractions: 3, accepted_gy: [21, 27]}]
    drug_doses: {osimertinib: 80 mg daily}
  drug: {name: Drug, role: control, n: 40, interventions: [osimertinib]}
subsets: {few: {name: Few lesions, of: rt, n: 12}}
results:
  - endpoint: overall-survival
    median: {rt: {value: 15.90, ci: [7.1, NR]}, drug: {value: NR, range: [0.4, 43.0]}}
    effect: {measure: hr, value: 0.20, ci: [0.1, 0.40], ci_level: 90, p: "<0.001", p_sided: one, model: stratified}
    method: {endpoint_role: primary, time_zero: randomisation, assessor: investigator, estimator: kaplan-meier}
    maturity: {cutoff: 2019-06-30}
  - endpoint: overall-survival
    source: review-2023
    at: Table 2
    median: {rt: 16.1, drug: NR}
    differs: Perhaps rounded.
  - endpoint: objective-response
    subset: few
    rate: {rt: {percent: 75.0, count: 9, of: 12}}
    p: {value: 0.20, between: [drug, rt]}
  - endpoint: pneumonitis
    grade: ">=3"
    count: {unclear: [{count: 2}, {count: 3}]}
  - endpoint: progression-free-survival
    timepoint: 1 year
    rate: {all: 40}
    unit: percent
  - endpoint: progression-free-survival
    finding: "=HYPERLINK is how this sentence begins"
summary: The ratio was {{ figure('overall-survival') }}.
curation: {added: 2026-11-21, by: [project]}
"""

COHORT = """
name: Cohort
title: A cohort
design: retrospective-comparative
status: published
source: own-2020
at: "Results; model"
population: {summary: Some patients}
topics: [timing, later]
groups:
  a: {name: A}
  b: {name: B}
  c: {name: C}
trial: {bundle: true}
related: {same_as_maybe: [trial]}
results:
  - endpoint: overall-survival
    in: a
    analysis: [univariable, multivariable]
    factors:
      "Age, ≥ 70 vs younger": {hr: 1.37, ci: [1.0, 1.9], p: 0.04, analysis: multivariable}
      Sex: {p: NS}
  - endpoint: overall-survival
    p: {value: 0.030, between: [a, b, c]}
  - endpoint: overall-survival
    unit: months
    effect: {measure: difference, value: -2.5, between: [a, b]}
characteristics:
  - label: Sex
    p: ">0.99"
    rows: {Male: {a: {count: 10, percent: 50.0}}}
  - label: Age
    unit: years
    rows: {Median: {b: {value: 61, iqr: [55, 70]}}}
curation: {added: 2026-11-21, by: [project]}
"""

TOPICS = {
    "timing": """---
title: When to irradiate
order: 1
patient: [A few lesions]
summary: Survival was {{ figure('trial', 'overall-survival', source='own-2020') }} in {{ study('trial') }}.
questions:
  - id: first
    question: When?
    population: Adults
    intervention: Radiotherapy
    comparator: None
    outcomes: [{endpoint: overall-survival, importance: critical}]
    studies: [trial]
    answer: In one trial survival was {{ figure('trial', 'overall-survival', source='own-2020') }}.
---
The narrative.
""",
    "later": "---\ntitle: Not yet a page\norder: 2\n---\n",
}


def write(root: Path) -> Path:
    """Write the folder and return it."""
    files = {"site.yml": SITE, "studies/trial.yml": TRIAL, "studies/cohort.yml": COHORT}
    files |= {f"vocabulary/{kind}.yml": text for kind, text in VOCABULARY.items()}
    files |= {f"sources/{id_}.yml": text for id_, text in SOURCES.items()}
    files |= {f"topics/{id_}.md": text for id_, text in TOPICS.items()}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.removeprefix("\n"), encoding="utf-8")
    return root


@cache
def context(problems: tuple[Problem, ...] = ()) -> Context:
    """Return the context of the small folder."""
    with TemporaryDirectory() as folder:
        reading = read(write(Path(folder) / "evidence"))
    assert reading.problems == ()
    return Context(build(reading.evidence), problems, Dates(built="2026-11-21"), MemoryCache())


@cache
def exports() -> Files:
    """Return all exports of the small folder."""
    return render(context())


def text(content: Content) -> str:
    """Return a file that holds text."""
    assert isinstance(content, str)
    return content


Rows = list[dict[str, Any]]
