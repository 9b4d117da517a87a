import type { ProductionPlan, ProductionRow, Reason } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

/** Sums over products are made in boxes: pieces of different packs do not add up. */
export interface PlanSums {
  /** Next month, and how much that is more or less than the last plan had for it. */
  planned: number;
  plannedChange: number | null;
  /** Of the whole plan, weeks and months; the reasons add up to it. */
  change: number | null;
  shortage: number;
  shortProducts: number;
  reasons: Reason[];
}

const boxed = (row: ProductionRow, quantity: number): number =>
  inBoxes(quantity, row.units_per_box) ?? 0;

/** Reasons in the order people ask for them: what is wanted, what is there, what limits. */
const order = [
  "demand",
  "opening_stock",
  "open_orders",
  "safety_stock",
  "batch_rounding",
  "capacity_shift",
  "frozen_shift",
  "smoothing",
];

const placeOf = (code: string): number =>
  (order.indexOf(code) + order.length + 1) % (order.length + 1);

/** The most that is ever owed: a shortage waits, so its weeks do not add up. */
export const shortageOf = (row: ProductionRow): number =>
  Math.max(0, ...[...row.weeks, ...row.months].map((bucket) => bucket.shortage));

export const plannedOf = (row: ProductionRow): number =>
  row.weeks.reduce((sum, bucket) => sum + bucket.quantity, 0);

/** How the weeks both plans know differ; unknown where there was no plan before. */
const weekChange = (row: ProductionRow): number | null => {
  const known = row.weeks.filter((bucket) => typeof bucket.previous_quantity === "number");
  if (known.length === 0) return null;
  return known.reduce((sum, bucket) => sum + bucket.quantity - (bucket.previous_quantity ?? 0), 0);
};

export const sumsOf = (plan: ProductionPlan): PlanSums => {
  const reasons = new Map<string, number>();
  for (const row of plan.rows)
    for (const { code, quantity } of row.change_reasons)
      reasons.set(code, (reasons.get(code) ?? 0) + boxed(row, quantity));
  const weekly = plan.rows.filter((row) => weekChange(row) !== null);
  const changes = plan.rows.filter((row) => row.change !== null);
  return {
    planned: plan.rows.reduce((sum, row) => sum + boxed(row, plannedOf(row)), 0),
    plannedChange:
      weekly.length === 0
        ? null
        : weekly.reduce((sum, row) => sum + boxed(row, weekChange(row) ?? 0), 0),
    change:
      changes.length === 0
        ? null
        : changes.reduce((sum, row) => sum + boxed(row, row.change ?? 0), 0),
    shortage: plan.rows.reduce((sum, row) => sum + boxed(row, shortageOf(row)), 0),
    shortProducts: plan.rows.filter((row) => shortageOf(row) > 0).length,
    reasons: [...reasons]
      .map(([code, quantity]) => ({ code, quantity }))
      .sort((a, b) => placeOf(a.code) - placeOf(b.code)),
  };
};
