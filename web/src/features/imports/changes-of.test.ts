import { expect, test } from "vitest";
import { changesOf } from "@/features/imports/changes-of";
import type { Import } from "@/lib/import-types";

const made = (parts: Partial<Import>): Import =>
  ({
    status: "checked",
    mapping: { quantity: "数量", unit: null },
    options: { create_missing: false, units: {} },
    rows_added: 5,
    rows_changed: 0,
    rows_unchanged: 0,
    rows_failed: 0,
    ...parts,
  }) as Import;

const unit = (word: string, level: string) => `${word} = ${level}`;

test("who was overtaken is told which columns, options and counts are other now", () => {
  const now = made({
    mapping: { quantity: "散数", unit: null },
    options: { create_missing: true, units: { 件: "box" } },
    rows_added: 3,
    rows_failed: 2,
  });
  expect(changesOf(made({}), now, unit)).toEqual([
    { of: "column", name: "quantity", before: "数量", now: "散数" },
    { of: "option", name: "create_missing", before: "", now: "true" },
    { of: "option", name: "units", before: "", now: "件 = box" },
    { of: "count", name: "rows_added", before: "5", now: "3" },
    { of: "count", name: "rows_failed", before: "0", now: "2" },
  ]);
});

test("counts are compared once the new check has ended, and the same import has no differences", () => {
  expect(changesOf(made({}), made({ status: "checking", rows_added: 0 }), unit)).toEqual([]);
  expect(changesOf(made({}), made({}), unit)).toEqual([]);
});
