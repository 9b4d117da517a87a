import { describe, expect, it } from "vitest";
import { referrersOf } from "@/features/lists/in-use";
import { Problem } from "@/lib/problem";

const refused = (issues: { code: string; field: string; found?: string }[]) =>
  new Problem(409, { code: "conflict", issues });

describe("what keeps a record from being deleted", () => {
  it("is told by noun and field with the number of rows", () => {
    const error = refused([
      { code: "row_in_use", field: "/prices/product_id", found: "3" },
      { code: "row_in_use", field: "/target-proposals/product_id", found: "1" },
    ]);
    expect(referrersOf(error)).toEqual([
      { noun: "prices", field: "product_id", rows: 3 },
      { noun: "target-proposals", field: "product_id", rows: 1 },
    ]);
  });

  it("may be figures, or rows that the person does not see", () => {
    expect(referrersOf(refused([{ code: "row_in_use_elsewhere", field: "" }]))).toEqual([]);
  });

  it("is no other conflict", () => {
    expect(referrersOf(refused([{ code: "not_unique", field: "/code" }]))).toBeUndefined();
    expect(referrersOf(new Problem(412, { code: "conflict" }))).toBeUndefined();
    expect(referrersOf(undefined)).toBeUndefined();
  });
});
