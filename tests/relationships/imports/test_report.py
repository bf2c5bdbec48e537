"""The report in words."""

from relationships.imports.drafts import LeftOut
from relationships.imports.report import Double, Report, spans


def test_lines_are_told_as_spans():
    assert spans([16, 2, 17, 18, 20]) == "2, 16–18, 20"


def test_a_report_names_every_line_left_out_under_its_reason():
    report = Report(
        source="csv", encoding="utf-8", dry_run=True, lines=9, partners_new=3, partners_known=1, contacts_new=4, shared_numbers=1,
        columns=[("Supplier", "name")], unused_columns=["Type"], organisations_new=1,
        left_out=[LeftOut(2, "no name"), LeftOut(3, "no name"), LeftOut(4, "not a date", "x"), LeftOut(9, "no name")],
        remarks=[(5, "no date"), (6, "no date")], renamed=[(7, "7: here “A”, in the file “B”")], persons=[(8, "Jana Roth")],
        doubles=[Double(["A (1)", "A (2)"], "the same name")],
    )  # fmt: skip
    assert list(report.text()) == [
        "A trial run: nothing was changed. This is what would happen:",
        "Columns: Supplier → name",
        "Columns not used: Type",
        "Partners: 3 new, 1 known already",
        "Organisations made for people of the file: 1",
        "Contacts: 4 new, 0 known already",
        "1 line shares its number with another one that says something else; both went in",
        "Left out: 4 of 9 lines or cards",
        "  no name: 3",
        "    line 2–3, 9",
        "  not a date: 1",
        "    line 4: x",
        "Taken in, but not whole: 1",
        "  no date (line 5–6)",
        "Known under another name, left as it is: 1",
        "  7: here “A”, in the file “B”",
        "May be persons; please look (natural person: not known yet): 1",
        "  line 8: Jana Roth",
        "Likely doubles; nothing was merged: 1",
        "  A (1) = A (2) (the same name)",
    ]


def test_long_lists_are_cut_unless_all_is_wanted():
    report = Report(source="csv", encoding="utf-8", persons=[(line, "P") for line in range(5)])
    assert list(report.text(shown=2))[-3:] == ["  line 0: P", "  line 1: P", "  … and 3 more"]
    assert list(report.text(shown=None))[-1] == "  line 4: P"
