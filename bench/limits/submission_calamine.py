"""The bare reader that checking a form is measured against: calamine gives every cell of the first sheet."""

import sys

import python_calamine

if __name__ == "__main__":
    workbook = python_calamine.load_workbook(sys.argv[1])
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    print(len(rows) - 1)
