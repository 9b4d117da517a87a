import { expect, test } from "vitest";
import { namesOf } from "@/features/imports/remark-names";
import type { ImportRemark } from "@/lib/import-types";

const remark = (code: string, names: string[]): ImportRemark => ({
  code,
  count: names.length,
  rows: [],
  found: names.join("、"),
  message: "",
});
const sheets = Array.from({ length: 1_600 }, (_, at) => `表${at + 1}`);

test("of very many sheets a note names the first few and opens to all", () => {
  const names = namesOf(remark("sheets_not_read", sheets));
  expect(names?.first).toEqual(["表1", "表2", "表3", "表4", "表5"]);
  expect(names?.all).toEqual(sheets);
  expect(names?.of).toBe("sheets");
});

test("a few names are all told, and what is no name stays as it is", () => {
  const names = namesOf(remark("closed_months", ["2026-08", "2026-09"]));
  expect(names).toEqual({ first: ["2026-08", "2026-09"], all: [], of: "months" });
  expect(namesOf(remark("doubtful_encoding", ["GB18030"]))).toBeUndefined();
  expect(namesOf(remark("signs_differ", []))).toBeUndefined();
});
