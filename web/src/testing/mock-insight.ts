import type { Accuracy, Explanation } from "../lib/forecast-types";
import { addMonths } from "../lib/month";
import { ownProducts } from "./mock-company";
import { actual, layersOf, overrides, totalOf } from "./mock-forecast";
import { productionDetail } from "./mock-plan";

interface Scope {
  product_id?: string;
  region_id?: string;
  channel_id?: string;
}

const evidence: Record<string, { kind: string; text: string }[]> = {
  season: [{ kind: "back_test", text: "WAPE 11.8 % ← 14.9 %" }],
  festival: [{ kind: "calendar", text: "2027-02-06 春节" }],
  promotion: [
    { kind: "promotion", text: "PR03 双十一整箱特惠 11-01 – 11-11, 25 %" },
    { kind: "promotion", text: "PR04 年货节礼盒 01-18 – 02-05, 15 %" },
  ],
};

export const explainForecast = (scope: Scope, target: string): Explanation => {
  const layers = layersOf(scope, target);
  const own = overrides.filter((one) => one.target_month === target);
  return {
    figure: totalOf(layers),
    units_per_box: 15,
    layers: Object.entries(layers).map(([code, quantity]) => {
      const override = own.find((one) => one.layer === code);
      return {
        code,
        quantity,
        author: override?.person ?? null,
        reason: override?.reason ?? null,
        evidence: override?.evidence
          ? [{ kind: "note", text: override.evidence }]
          : (evidence[code] ?? []),
      };
    }),
  };
};

export const explainProduction = (query: URLSearchParams): Explanation => {
  const detail = productionDetail(query.get("product_id") ?? "", query.get("month") ?? "2026-10");
  const bucket = detail?.buckets.find((one) => one.first_day === query.get("first_day"));
  return {
    figure: bucket?.quantity ?? 0,
    units_per_box: detail?.units_per_box,
    layers: (bucket?.layers ?? []).map((layer) => ({
      ...layer,
      author: null,
      reason: null,
      evidence: [],
    })),
  };
};

const leads = [1, 3];
const levels = ["outlet", "node", "product", "total"];
const methods: [string, number][] = [
  ["naive", 0.171],
  ["seasonal_naive", 0.149],
  ["statistical", 0.118],
  ["final", 0.111],
];
const kinds = leads.flatMap((lead) => levels.map((level) => ({ lead, level })));
const wapeOf = (method: string, { lead, level }: (typeof kinds)[number]): number =>
  (methods.find(([name]) => name === method)?.[1] ?? 0) *
  (lead === 3 ? 1.25 : 1) *
  (1.4 - 0.35 * levels.indexOf(level));

const wholeStep = (kind: (typeof kinds)[number], layer: string, from: string, to: string) => {
  const [wape_before, wape_after] = [wapeOf(from, kind), wapeOf(to, kind)];
  return {
    figures: "all" as const,
    ...kind,
    layer,
    person: null,
    department: null,
    wape_before,
    wape_after,
    added: wape_before - wape_after,
  };
};

const corrected: [layer: string, person: string | null, before: number, after: number][] = [
  ["sales_override", null, 0.12, 0.118],
  ["sales_override", "王磊", 0.122, 0.115],
  ["sales_override", "陈志远", 0.118, 0.121],
  ["marketing_override", "林静", 0.121, 0.111],
];

export const accuracy = (month: string): Accuracy => {
  const months = Array.from({ length: 6 }, (_, index) => addMonths(month, index - 5));
  return {
    rows: months.flatMap((scored_month, at) =>
      kinds.flatMap((kind) =>
        methods.map(([method, wape]) => ({
          scored_month,
          ...kind,
          method,
          wape: wapeOf(method, kind) * (1 + 0.12 * Math.sin(at * 2 + wape * 90)),
          bias: 0.02 * Math.sin(at),
        })),
      ),
    ),
    pooled: kinds.flatMap((kind) =>
      methods.map(([method]) => ({
        ...kind,
        method,
        wape: wapeOf(method, kind),
        bias: 0,
        months: months.length,
      })),
    ),
    value_added: [
      ...kinds.flatMap((kind) => [
        wholeStep(kind, "statistical", "seasonal_naive", "statistical"),
        wholeStep(kind, "corrections", "statistical", "final"),
      ]),
      ...corrected.map(([layer, person, wape_before, wape_after]) => ({
        figures: "corrected" as const,
        lead: 1,
        level: "node",
        layer,
        person,
        department: layer === "sales_override" ? "sales" : "marketing",
        wape_before,
        wape_after,
        added: wape_before - wape_after,
      })),
    ],
  };
};

export const forecastTable = (query: URLSearchParams) => {
  const month = query.get("month") ?? "2026-10";
  const target = query.get("target_month") ?? addMonths(month, 1);
  const region_id = query.get("region_id") ?? undefined;
  const items = ownProducts.map((product, index) => {
    const scope = { product_id: product.id, region_id };
    return {
      product_id: product.id,
      product_code: product.code,
      product_name: product.name,
      quantity: totalOf(layersOf(scope, target)),
      units_per_box: product.units_per_box,
      last_month: actual(scope, month),
      last_year: actual(scope, addMonths(target, -12)),
      wape: 0.08 + (index % 7) * 0.02,
    };
  });
  return { items, next: null, total: items.length };
};
