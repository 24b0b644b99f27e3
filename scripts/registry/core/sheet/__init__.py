"""Filings as rows of a spreadsheet.

cells     what a reader of files gives: cells with their kinds, and what hides or joins them
columns   which field of a filing stands in which column, taken from the models
kinds     the two spreadsheets that there are: institutions' uses, and a platform operator's mini programs
headings  which columns of a sheet are which
values    a cell's content -> a field's value, or what is wrong with it
exported  a field's value -> a cell's text
rows      rows -> filings as plain values, and where each value stands
"""
