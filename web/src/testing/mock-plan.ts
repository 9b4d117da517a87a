import type {
  PlanBucket,
  PlanFigures,
  ProductionDetail,
  ProductionPlan,
  SentPlan,
  TargetNode,
  TargetTree,
} from "../lib/plan-types";
import { addMonths } from "../lib/month";
import { ownProducts, people, regions, sites } from "./mock-company";
import { actual, layersOf, overrides, totalOf } from "./mock-forecast";

const weeksOf = (month: string): string[] => {
  const first = new Date(`${addMonths(month, 1)}-01T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
  return Array.from({ length: 5 }, (_, index) =>
    new Date(first.getTime() + index * 7 * 86_400_000).toISOString().slice(0, 10),
  );
};

const bucket = (first_day: string, demand: number, at: number, short: boolean) => {
  const quantity = Math.ceil(demand / 240) * 240;
  return {
    first_day,
    quantity: short ? Math.round((quantity * 0.7) / 240) * 240 : quantity,
    previous_quantity: Math.ceil((demand * 0.97) / 240) * 240,
    demand,
    projected_stock: short ? 0 : Math.round(demand * (1.4 - 0.1 * at)),
    cover_weeks: short ? 0.2 : 1.9 - 0.12 * at,
    shortage: short ? Math.round(demand * 0.3) : 0,
  };
};

const rowOf = (product: (typeof ownProducts)[number], month: string) => {
  const target = addMonths(month, 1);
  const demand = totalOf(layersOf({ product_id: product.id }, target));
  const plain = overrides
    .filter((one) => one.product_id === product.id && one.target_month === target)
    .reduce(
      (sum, one) => sum + (one.quantity_change ?? Math.round(demand * ((one.factor ?? 1) - 1))),
      0,
    );
  const short = product.code === "P005";
  const drift = Math.round(demand * 0.03);
  const reasons = [
    { code: "demand", quantity: plain + drift },
    { code: "opening_stock", quantity: -Math.round(demand * 0.012) },
    { code: "safety_stock", quantity: Math.round(demand * 0.006) },
    { code: "batch_rounding", quantity: 120 },
  ];
  return {
    product_id: product.id,
    product_code: String(product.code),
    product_name: String(product.name),
    units_per_box: Number(product.units_per_box),
    weeks: weeksOf(month).map((day, at) =>
      bucket(day, Math.round(demand / 4.4), at, short && at === 1),
    ),
    months: [2, 3, 4].map((ahead) =>
      bucket(
        `${addMonths(month, ahead)}-01`,
        totalOf(layersOf({ product_id: product.id }, addMonths(month, ahead))),
        0,
        false,
      ),
    ),
    change: reasons.reduce((sum, one) => sum + one.quantity, 0),
    change_reasons: reasons,
  };
};

export const productionPlan = (month: string): ProductionPlan => {
  const rows = ownProducts.map((product) => rowOf(product, month));
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((all, row) => all + pick(row), 0);
  const codes = ["demand", "opening_stock", "safety_stock", "batch_rounding"];
  return {
    assumptions: [{ code: "opening_stock_unknown", products: 3 }],
    rows,
    sites: sites.map((site, index) => ({
      id: site.id,
      name: String(site.name),
      utilisation: weeksOf(month).map((first_day, at) => ({
        first_day,
        used: 700_000 + 40_000 * at + (index ? 0 : 90_000),
        capacity: 900_000,
      })),
      binding: index === 0,
    })),
    totals: {
      quantity: sum((row) => row.weeks.reduce((all, week) => all + week.quantity, 0)),
      change: sum((row) => row.change),
      shortage: sum((row) => row.weeks.reduce((all, week) => all + week.shortage, 0)),
      change_reasons: codes.map((code) => ({
        code,
        quantity: sum((row) => row.change_reasons.find((one) => one.code === code)?.quantity ?? 0),
      })),
      units_per_box: 15,
    },
  };
};

const figuresOf = (buckets: PlanBucket[]): PlanFigures => ({
  quantity: buckets.map((one) => one.quantity),
  previous_quantity: buckets.map((one) => one.previous_quantity ?? null),
  demand: buckets.map((one) => one.demand),
  projected_stock: buckets.map((one) => one.projected_stock),
  cover_weeks: buckets.map((one) => one.cover_weeks),
  shortage: buckets.map((one) => one.shortage),
});

const daysOf = (buckets: PlanBucket[] = []): string[] => buckets.map((one) => one.first_day);

export const sentPlan = (month: string): SentPlan => {
  const plan = productionPlan(month);
  return {
    ...plan,
    weeks: daysOf(plan.rows[0]?.weeks),
    months: daysOf(plan.rows[0]?.months),
    rows: plan.rows.map((row) => ({
      ...row,
      weeks: figuresOf(row.weeks),
      months: figuresOf(row.months),
    })),
  };
};

export const productionDetail = (id: string, month: string): ProductionDetail | undefined => {
  const product = ownProducts.find((one) => one.id === id);
  if (!product) return undefined;
  const row = rowOf(product, month);
  const withLayers = (one: (typeof row.weeks)[number], kind: "week" | "month") => {
    const opening = -Math.round(one.demand * 0.4);
    const safety = Math.round(one.demand * 0.35);
    const orders = -Math.round(one.demand * 0.02);
    const rest = one.quantity - one.demand - opening - safety - orders;
    return {
      ...one,
      kind,
      layers: [
        { code: "demand", quantity: one.demand },
        { code: "safety_stock", quantity: safety },
        { code: "opening_stock", quantity: opening },
        { code: "open_orders", quantity: orders },
        { code: "batch_rounding", quantity: rest },
      ],
      change_reasons: [{ code: "demand", quantity: 480 }],
      reasons:
        one.shortage > 0
          ? [{ kind: "shortage" as const, code: "capacity", quantity: one.shortage }]
          : [],
    };
  };
  return {
    product_id: id,
    product_name: row.product_name,
    units_per_box: row.units_per_box,
    buckets: [
      ...row.weeks.map((one) => withLayers(one, "week")),
      ...row.months.map((one) => withLayers(one, "month")),
    ],
  };
};

const node = (
  id: string,
  code: string,
  name: string,
  quantity: number,
  has_children: boolean,
): TargetNode => ({
  id,
  code,
  name,
  quantity,
  value: quantity * 320,
  actual_quantity: Math.round(quantity * 0.71),
  completion: 0.71,
  run_rate: 0.97,
  from_history: Math.round(quantity * 0.6),
  from_potential: Math.round(quantity * 0.25),
  from_proposal: quantity - Math.round(quantity * 0.6) - Math.round(quantity * 0.25),
  has_children,
  units_per_box: 15,
});

export const targetTree = (
  month: string,
  target: string,
  regionId: string | undefined,
  by: string,
): TargetTree => {
  const at = regions.find((one) => one.id === regionId) ?? regions[0];
  const quantity = (region?: string, product?: string) =>
    actual({ region_id: region, product_id: product }, month);
  const region = (one: (typeof regions)[number]) => {
    const isWhole = one.parent_id === null;
    return node(
      one.id,
      String(one.code),
      String(one.name),
      quantity(isWhole ? undefined : one.id),
      regions.some((other) => other.parent_id === one.id),
    );
  };
  const whole = region(at ?? regions[0]!);
  const kids =
    by === "product"
      ? ownProducts.map((one) =>
          node(one.id, String(one.code), String(one.name), quantity(regionId, one.id), false),
        )
      : by === "representative"
        ? people
            .slice(5)
            .map((one) =>
              node(
                one.id,
                String(one.code),
                String(one.name),
                Math.round(whole.quantity / 3),
                false,
              ),
            )
        : regions.filter((one) => one.parent_id === at?.id).map(region);
  const sum = kids.reduce((all, one) => all + one.quantity, 0);
  if (sum > 0) Object.assign(whole, node(whole.id, whole.code, whole.name, sum, true));
  const days = Array.from({ length: 30 }, (_, index) => ({
    day: `${target}-${String(index + 1).padStart(2, "0")}`,
    cumulative_actual:
      index < 22
        ? Math.round((whole.quantity * (index + 1) * (0.95 + 0.02 * Math.sin(index))) / 30)
        : null,
    cumulative_target: Math.round((whole.quantity * (index + 1)) / 30),
  }));
  return { node: whole, children: kids, days };
};
