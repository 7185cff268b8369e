"""The checks of printed numbers against themselves: rules, formulas, and the page that shows them."""
