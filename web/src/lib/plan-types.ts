export interface Reason {
  code: string;
  quantity: number;
}

export interface PlanBucket {
  first_day: string;
  quantity: number;
  previous_quantity?: number | null;
  demand: number;
  projected_stock: number;
  cover_weeks: number | null;
  shortage: number;
}

export interface ProductionRow {
  product_id: string;
  product_code: string;
  product_name: string;
  units_per_box?: number | null;
  weeks: PlanBucket[];
  months: PlanBucket[];
  change: number | null;
  change_reasons: Reason[];
}

export interface Site {
  id: string;
  name: string;
  utilisation: { first_day: string; used: number; capacity: number }[];
  binding: boolean;
}

export interface Assumption {
  code: string;
  [figure: string]: string | number | null;
}

export interface ProductionPlan {
  assumptions: Assumption[];
  rows: ProductionRow[];
  sites: Site[];
  totals: {
    quantity: number;
    change: number | null;
    shortage: number;
    change_reasons?: Reason[];
    units_per_box?: number | null;
  };
}

/** One entry per week, or month, of the plan; null where a product has no such bucket. */
export type PlanFigures = Partial<
  Record<Exclude<keyof PlanBucket, "first_day">, (number | null)[]>
>;

/** A plan as it is sent: its days once, and every figure as a row of numbers. */
export interface SentPlan extends Omit<ProductionPlan, "rows"> {
  weeks: string[];
  months: string[];
  rows: (Omit<ProductionRow, "weeks" | "months"> & { weeks: PlanFigures; months: PlanFigures })[];
}

export interface Finding extends Reason {
  kind: "shortage" | "below_safety" | "excess";
}

export interface ProductionBucketDetail extends PlanBucket {
  kind: "week" | "month";
  fixed?: boolean;
  layers: Reason[];
  change_reasons: Reason[];
  reasons: Finding[];
}

export interface ProductionDetail {
  product_id: string;
  product_name?: string;
  units_per_box?: number | null;
  buckets: ProductionBucketDetail[];
}

export interface TargetNode {
  id: string;
  code: string;
  name: string;
  quantity: number;
  value: number;
  actual_quantity: number | null;
  completion: number | null;
  run_rate: number | null;
  from_history: number | null;
  from_potential: number | null;
  from_proposal: number | null;
  has_children: boolean;
  units_per_box?: number | null;
}

export interface TargetTree {
  node: TargetNode;
  children: TargetNode[];
  days: { day: string; cumulative_actual: number | null; cumulative_target: number }[];
}
