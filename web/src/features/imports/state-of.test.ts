import { expect, test } from "vitest";
import { stateOf } from "@/features/imports/state-of";
import type { Import } from "@/lib/import-types";

const made = (counts: Partial<Import>): Import =>
  ({
    status: "checked",
    rows_added: 0,
    rows_changed: 0,
    rows_unchanged: 0,
    rows_failed: 0,
    issue_count: 0,
    ...counts,
  }) as unknown as Import;

test("nobody is asked to accept a file of which nothing can be written", () => {
  expect(stateOf(made({ rows_failed: 3 }))).toBe("checkedWrong");
  expect(stateOf(made({ rows_failed: 3, rows_unchanged: 2 }))).toBe("checkedWrong");
  expect(stateOf(made({ rows_unchanged: 2 }))).toBe("checkedSame");
  expect(stateOf(made({}))).toBe("checkedEmpty");
});

test("a file with a good row waits for being accepted, whatever else is wrong with it", () => {
  expect(stateOf(made({ rows_added: 1, rows_failed: 99 }))).toBe("checked");
  expect(stateOf(made({ status: "accepted" }))).toBe("accepted");
});

test("a check that was stopped has not failed", () => {
  expect(stateOf(made({ status: "failed" }))).toBe("unfinished");
  expect(stateOf(made({ status: "failed", issue_count: 1 }))).toBe("failed");
});
