"""Ways of writing: each commune has its own numbering, order, wording and number habits."""
