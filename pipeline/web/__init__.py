"""The pages: everything that the commands do, for people who know a browser and no terminal.

Enters: an archive and a browser's request, such as `GET /reports/3`. Leaves: a Vietnamese page, or JSON at the same
address for a program that asks for it. `app.create_app` puts it together; a page is a file in `pages/` with a template.
"""
