import { expect, test } from "vitest";
import { placeOf } from "@/features/imports/place";
import type { Import, ImportIssue } from "@/lib/import-types";

const issue = (cell: string | null): ImportIssue => ({
  row: null,
  column: null,
  cell,
  code: "missing_column",
  found: null,
  message: "",
});
const file = (sheets: string[], sheet?: string): Import =>
  ({ sheets, options: { create_missing: false, sheet } }) as unknown as Import;

test("what is wrong with a refused file stands in its cell, its row, its sheet or the whole file", () => {
  expect(placeOf(issue("/12/B"), file([]))).toEqual({ kind: "cell", cell: "B12" });
  expect(placeOf(issue("/1"), file([]))).toEqual({ kind: "row", row: "1" });
  expect(placeOf(issue(""), file([]))).toEqual({ kind: "file" });
  expect(placeOf(issue(null), file(["1月"]))).toEqual({ kind: "file" });
  expect(placeOf(issue(""), file(["1月", "2月"]))).toEqual({ kind: "sheet", sheet: "1月" });
  expect(placeOf(issue(""), file(["1月", "2月"], "2月"))).toEqual({ kind: "sheet", sheet: "2月" });
  expect(placeOf(issue(""), file(["1月", "2月"], "*"))).toEqual({ kind: "file" });
});

test("what is wrong with a row stands where Excel shows it", () => {
  expect(placeOf(issue("C4"), file([]))).toEqual({ kind: "cell", cell: "C4" });
  expect(placeOf(issue("1月!C4"), file([]))).toEqual({ kind: "cell", cell: "1月!C4" });
  expect(placeOf(issue("4"), file([]))).toEqual({ kind: "row", row: "4" });
  expect(placeOf(issue("1月!4"), file([]))).toEqual({ kind: "sheetRow", sheet: "1月", row: "4" });
});
