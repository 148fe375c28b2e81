"""Reads an XLSX file with nothing but the standard library: what is in its sheets, and how."""

import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_of(reference):
    """"AB12" -> 27."""
    number = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Sheet:
    def __init__(self, name, xml, shared, formats):
        self.name = name
        root = ElementTree.fromstring(xml)
        pane = root.find(f".//{MAIN}pane")
        self.frozen = (int(pane.get("xSplit", 0)), int(pane.get("ySplit", 0)),
                       pane.get("state")) if pane is not None else None
        setup = root.find(f"{MAIN}pageSetup")
        self.paper, self.orientation = setup.get("paperSize"), setup.get("orientation")
        filter_ = root.find(f"{MAIN}autoFilter")
        self.filter = filter_.get("ref") if filter_ is not None else None
        self.widths = [float(c.get("width")) for c in root.iter(f"{MAIN}col")]
        self.rows, self.formulas, self.formats = [], {}, {}
        for row in root.iter(f"{MAIN}row"):
            number = int(row.get("r")) - 1
            while len(self.rows) <= number:
                self.rows.append({})
            for cell in row.iter(f"{MAIN}c"):
                self.read(number, cell, shared, formats)
        self.header = [self.rows[2].get(i) for i in range(len(self.widths))]

    def read(self, number, cell, shared, formats):
        at = column_of(cell.get("r"))
        self.formats[number, at] = formats[int(cell.get("s", 0))]
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None:
            self.formulas[number, at] = formula.text
        kind = cell.get("t")
        if kind == "inlineStr":
            self.rows[number][at] = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        elif kind == "s":
            self.rows[number][at] = shared[int(value.text)]
        elif kind == "str":
            self.rows[number][at] = value.text
        elif value is not None:
            self.rows[number][at] = float(value.text)

    def body(self):
        """Rows below the header, without the totals, as lists."""
        last = min((row for row, _ in self.formulas), default=len(self.rows))
        return [[row.get(i) for i in range(len(self.widths))] for row in self.rows[3:last]]

    def column(self, title):
        return [row[self.header.index(title)] for row in self.body()]

    def total(self, title):
        """The value in the file of the formula below a column, and the formula."""
        at = self.header.index(title)
        (row,) = {row for row, column in self.formulas if column == at}
        return self.rows[row][at], self.formulas[row, at]


def read_workbook(path):
    """Sheets by name, in their order."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        read = lambda name: file.read(name).decode()
        relations = {r.get("Id"): r.get("Target") for r in
                     ElementTree.fromstring(read("xl/_rels/workbook.xml.rels"))}
        shared = []
        if "xl/sharedStrings.xml" in file.namelist():
            for item in ElementTree.fromstring(read("xl/sharedStrings.xml")):
                shared.append("".join(t.text or "" for t in item.iter(f"{MAIN}t")))
        styles = ElementTree.fromstring(read("xl/styles.xml"))
        codes = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(f"{MAIN}numFmt")}
        formats = [codes.get(int(x.get("numFmtId")), x.get("numFmtId"))
                   for x in styles.find(f"{MAIN}cellXfs")]
        sheets = {}
        for sheet in ElementTree.fromstring(read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            name = sheet.get("name")
            sheets[name] = Sheet(name, read("xl/" + relations[sheet.get(RELATION)]), shared,
                                 formats)
        return sheets
