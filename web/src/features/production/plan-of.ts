import type { PlanBucket, PlanFigures, ProductionPlan, SentPlan } from "@/lib/plan-types";

const bucketsOf = (days: string[], figures: PlanFigures): PlanBucket[] =>
  days.map((first_day, at) => ({
    first_day,
    quantity: figures.quantity?.[at] ?? 0,
    previous_quantity: figures.previous_quantity?.[at] ?? null,
    demand: figures.demand?.[at] ?? 0,
    projected_stock: figures.projected_stock?.[at] ?? 0,
    cover_weeks: figures.cover_weeks?.[at] ?? null,
    shortage: figures.shortage?.[at] ?? 0,
  }));

/** The sent plan with its figures put together, bucket by bucket. */
export const planOf = (sent: SentPlan): ProductionPlan => ({
  ...sent,
  rows: sent.rows.map((row) => ({
    ...row,
    weeks: bucketsOf(sent.weeks, row.weeks),
    months: bucketsOf(sent.months, row.months),
  })),
});
