"""A small local page for people without a shell: template, check, annotated workbook, submission, receipt."""
