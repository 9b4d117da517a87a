import { describe, expect, it } from "vitest";
import { amountLimits, changeOf, type ChangeEntries } from "@/features/forecasts/change-of";
import { readTyped } from "@/lib/typed-number";

const corrected = {
  node: { month: "2026-10", product_id: "7" },
  target: "2026-11",
  unitsPerBox: 24,
};
const entries: ChangeEntries = { layer: "sales_override", way: "boxes", amount: 100 };

describe("a correction", () => {
  it("in boxes is sent in base units", () => {
    expect(changeOf(entries, corrected)).toMatchObject({
      month: "2026-10",
      product_id: "7",
      target_month: "2026-11",
      quantity_change: 2400,
    });
  });

  it("in percent is sent as a factor", () => {
    const change = changeOf({ ...entries, way: "percent", amount: -10 }, corrected);
    expect(change).toMatchObject({ factor: 0.9 });
  });

  it("of an index is sent as what moves it there", () => {
    const index = { code: "season", target_month: "2026-11", index: 1.25 };
    const change = changeOf({ ...entries, value: 1.5 }, { ...corrected, index });
    expect(change).toMatchObject({ layer: "index_edit", edited_index: "season", factor: 1.2 });
  });

  it("is none while what is typed is no figure", () => {
    for (const amount of ["1,5", null, undefined, 0])
      expect(changeOf({ ...entries, amount }, corrected)).toBeUndefined();
  });

  it("stays within what the server takes", () => {
    expect(readTyped("1.7", amountLimits("boxes", 24)).problem).toBe("not_whole");
    expect(readTyped("41666666667", amountLimits("boxes", 24)).problem).toBe("too_large");
    expect(readTyped("-12.5%", amountLimits("percent", 24)).value).toBe(-12.5);
    expect(readTyped("-101", amountLimits("percent", 24)).problem).toBe("too_small");
  });
});
