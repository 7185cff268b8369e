"""Pages: every module is `render(context) -> {path: Markdown}`."""
