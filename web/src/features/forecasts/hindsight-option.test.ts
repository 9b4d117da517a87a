import { describe, expect, it } from "vitest";
import { hindsightLines, within } from "@/features/forecasts/hindsight-option";
import type { HindsightMonth } from "@/lib/anatomy-types";

const row: HindsightMonth = {
  month: "2026-10",
  lead: 1,
  origin: "2026-09",
  source: "rerun",
  forecast: 240,
  low80: 192,
  high80: 288,
  low95: 144,
  high95: 336,
  published: null,
  actual: 264,
  naive: 120,
  seasonal_naive: null,
};

describe("lines of the hindsight chart", () => {
  it("are in boxes, and unknown where nothing was sold a year before", () => {
    const lines = hindsightLines([row], 24);
    expect(lines.months).toEqual(["2026-10"]);
    expect([lines.then, lines.actual, lines.naive]).toEqual([[10], [11], [5]]);
    expect([lines.low95, lines.high95]).toEqual([[6], [14]]);
    expect(lines.seasonal).toEqual([null]);
  });

  it("tell a hit from a miss, the bounds included", () => {
    expect(within(192, 288, 288)).toBe(true);
    expect(within(192, 289, 288)).toBe(false);
  });
});
