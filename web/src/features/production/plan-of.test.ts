import { describe, expect, it } from "vitest";
import { planOf } from "@/features/production/plan-of";
import { sentPlan } from "@/testing/mock-plan";

describe("a sent plan", () => {
  it("becomes buckets with the day of each figure", () => {
    const sent = sentPlan("2026-10");
    const plan = planOf(sent);
    const row = plan.rows[0];
    expect(row?.weeks.map((week) => week.first_day)).toEqual(sent.weeks);
    expect(row?.weeks.map((week) => week.quantity)).toEqual(sent.rows[0]?.weeks.quantity);
    expect(row?.months).toHaveLength(sent.months.length);
  });

  it("has nothing where a product has no such bucket", () => {
    const sent = sentPlan("2026-10");
    const plan = planOf({
      ...sent,
      rows: sent.rows.map((row) => ({ ...row, weeks: { quantity: [null] } })),
    });
    expect(plan.rows[0]?.weeks[0]).toMatchObject({ quantity: 0, cover_weeks: null });
  });
});
