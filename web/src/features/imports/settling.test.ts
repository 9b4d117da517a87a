import { expect, test } from "vitest";
import { settlingOf } from "@/features/imports/settling";
import type { Import, ImportIssue } from "@/lib/import-types";

const refusal = (code: string): ImportIssue => ({
  row: null,
  column: null,
  cell: "",
  code,
  found: null,
  message: "",
});
const made = (parts: Partial<Import>): Import =>
  ({ issues: [], sheets: [], ...parts }) as unknown as Import;

test("a choice is offered for what is wrong behind the first 200 issues too", () => {
  const many = made({ issue_counts: { missing: 200, ambiguous_day: 3, duplicate_fact: 1 } });
  expect([...settlingOf(many)]).toEqual([
    ["day_order", 3],
    ["add_up", 1],
  ]);
});

test("a unit is asked for where the file has a word for one that may be several", () => {
  const counts = { ambiguous_unit: 7, unknown_unit: 1 };
  expect(settlingOf(made({ issue_counts: counts, units_in_doubt: ["件"] })).get("units")).toBe(8);
  expect(settlingOf(made({ issue_counts: counts })).size).toBe(0);
});

test("of a refused workbook one chooses the sheet or the row of the header, of a CSV file its encoding", () => {
  const top_rows = [{ row: 1, cells: ["Datum", "Filiale"] }];
  const book = made({ issues: [refusal("no_header_in_sheet")], sheets: ["封面", "1月"], top_rows });
  expect([...settlingOf(book).keys()]).toEqual(["sheet", "header_row"]);
  const csv = made({ issues: [refusal("no_header")], top_rows });
  expect([...settlingOf(csv).keys()]).toEqual(["header_row", "encoding"]);
  expect(settlingOf(made({ issues: [refusal("empty_file")] })).size).toBe(0);
});
