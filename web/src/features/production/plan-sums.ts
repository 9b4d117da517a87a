import type { ProductionPlan, ProductionRow, Reason } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

/** Sums over products are made in boxes: pieces of different packs do not add up. */
export interface PlanSums {
  planned: number;
  change: number | null;
  shortage: number;
  shortProducts: number;
  reasons: Reason[];
}

const boxed = (row: ProductionRow, quantity: number): number =>
  inBoxes(quantity, row.units_per_box) ?? 0;

/** The most that is ever owed: a shortage waits, so its weeks do not add up. */
export const shortageOf = (row: ProductionRow): number =>
  Math.max(0, ...[...row.weeks, ...row.months].map((bucket) => bucket.shortage));

export const plannedOf = (row: ProductionRow): number =>
  row.weeks.reduce((sum, bucket) => sum + bucket.quantity, 0);

export const sumsOf = (plan: ProductionPlan): PlanSums => {
  const reasons = new Map<string, number>();
  for (const row of plan.rows)
    for (const { code, quantity } of row.change_reasons)
      reasons.set(code, (reasons.get(code) ?? 0) + boxed(row, quantity));
  const changes = plan.rows.filter((row) => row.change !== null);
  return {
    planned: plan.rows.reduce((sum, row) => sum + boxed(row, plannedOf(row)), 0),
    change:
      changes.length === 0
        ? null
        : changes.reduce((sum, row) => sum + boxed(row, row.change ?? 0), 0),
    shortage: plan.rows.reduce((sum, row) => sum + boxed(row, shortageOf(row)), 0),
    shortProducts: plan.rows.filter((row) => shortageOf(row) > 0).length,
    reasons: [...reasons].map(([code, quantity]) => ({ code, quantity })),
  };
};
