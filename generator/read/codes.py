"""What the reader's codes mean, for the methods page; the rules document themselves."""

CODES = {
    "missing-folder": "There is no folder `evidence/` where the command was called.",
    "missing-file": "A file that every site needs is not there.",
    "file-name": "The file's name is its id: small letters, digits and hyphens, with the ending of its folder.",
    "not-text": "The file is not text in UTF-8; a picture or an office document has been put in its place.",
    "unreadable-file": "The file cannot be opened.",
    "empty-file": "The file holds nothing.",
    "front-matter": "A topic does not begin with its keys between two lines of `---`.",
    "control-character": "The text holds a character that cannot be printed.",
    "tab-indentation": "A line is indented with a tab; YAML takes spaces only.",
    "yaml-syntax": "The file is not valid YAML from this place on.",
    "yaml-alias": "YAML anchors and aliases (`&`, `*`) are not used in cards.",
    "yaml-tag": "YAML tags (`!`) are not used in cards.",
    "duplicate-key": "A key stands twice; YAML would silently keep the last.",
    "ambiguous-yaml": "A word that YAML readers understand differently (`no`, `1:30`, `010`, a bare `{{`) stands without quotes.",
    "unknown-key": "The key does not belong here; the nearest known one is suggested.",
    "missing-key": "A key that is always needed is not there.",
    "wrong-value": "The value is not of the form or among the words that this key takes.",
    "wrong-type": "The value is of another kind: a list where text is expected, text where a number is expected.",
}
