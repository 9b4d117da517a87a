import { describe, expect, it } from "vitest";
import { addMonths, isMonth, monthsFrom } from "@/lib/month";

describe("months", () => {
  it("cross the year both ways", () => {
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-12", 0)).toBe("2026-12");
  });

  it("are told from what only looks like one", () => {
    expect(["2026-10", "2026-01", "2026-12"].every(isMonth)).toBe(true);
    expect(["2026-99", "2026-00", "2026-1", "", "2026-10-01", "nope"].some(isMonth)).toBe(false);
  });

  it("run on from the first", () => {
    expect(monthsFrom("2026-11", 3)).toEqual(["2026-11", "2026-12", "2027-01"]);
  });
});
