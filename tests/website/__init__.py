"""Tests of the built site, most of them in a real browser. (A folder named `site` would hide Python's own module.)"""
