import { describe, expect, it } from "vitest";
import { sumsOf } from "@/features/production/plan-sums";
import type { PlanBucket, ProductionPlan, ProductionRow } from "@/lib/plan-types";

const bucket = (quantity: number, shortage = 0): PlanBucket => ({
  first_day: "2026-11-02",
  quantity,
  demand: quantity,
  projected_stock: 0,
  cover_weeks: 1,
  shortage,
});

const row = (units_per_box: number, quantity: number, change: number | null): ProductionRow => ({
  product_id: String(units_per_box),
  product_code: "",
  product_name: "",
  units_per_box,
  weeks: [bucket(quantity, units_per_box)],
  months: [],
  change,
  change_reasons: change === null ? [] : [{ code: "demand", quantity: change }],
});

const plan = (rows: ProductionRow[]): ProductionPlan => ({
  assumptions: [],
  rows,
  sites: [],
  totals: { quantity: 0, change: null, shortage: 0 },
});

describe("sums of a plan", () => {
  it("count what is owed once, at its worst", () => {
    const late = {
      ...row(12, 120, null),
      weeks: [bucket(120, 24), bucket(120, 60), bucket(120, 0)],
    };
    expect(sumsOf(plan([late])).shortage).toBe(5);
  });

  it("add boxes, not pieces of different packs", () => {
    const sums = sumsOf(plan([row(24, 240, 48), row(12, 120, -12)]));
    expect(sums.planned).toBe(20);
    expect(sums.change).toBe(1);
    expect(sums.reasons).toEqual([{ code: "demand", quantity: 1 }]);
    expect(sums).toMatchObject({ shortage: 2, shortProducts: 2 });
  });

  it("compare next month's weeks with the last plan's", () => {
    const known = { ...row(12, 120, 24), weeks: [{ ...bucket(120), previous_quantity: 96 }] };
    expect(sumsOf(plan([known])).plannedChange).toBe(2);
    expect(sumsOf(plan([row(12, 120, 24)])).plannedChange).toBeNull();
  });

  it("say nothing of a change where there was no plan before", () => {
    expect(sumsOf(plan([row(24, 240, null)])).change).toBeNull();
  });
});
