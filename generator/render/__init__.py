"""From the corpus to files: pages, exports, search entries. Every renderer is `render(context) -> {path: content}`."""
