import { describe, expect, it } from "vitest";
import { addMonths, monthsFrom } from "@/lib/month";

describe("months", () => {
  it("cross the year both ways", () => {
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-12", 0)).toBe("2026-12");
  });

  it("run on from the first", () => {
    expect(monthsFrom("2026-11", 3)).toEqual(["2026-11", "2026-12", "2027-01"]);
  });
});
