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

export const accuracy = (month: string): Accuracy => {
  const methods: [string, number][] = [
    ["naive", 0.171],
    ["seasonal_naive", 0.149],
    ["statistical", 0.118],
    ["final", 0.111],
  ];
  const months = Array.from({ length: 6 }, (_, index) => addMonths(month, index - 5));
  return {
    rows: months.flatMap((scored_month, at) =>
      [1, 3].flatMap((lead) =>
        ["node", "total"].flatMap((level) =>
          methods.map(([method, wape]) => ({
            scored_month,
            lead,
            level,
            method,
            wape:
              wape *
              (lead === 3 ? 1.25 : 1) *
              (level === "total" ? 0.35 : 1) *
              (1 + 0.12 * Math.sin(at * 2 + wape * 90)),
            bias: 0.02 * Math.sin(at),
          })),
        ),
      ),
    ),
    pooled: [1, 3].flatMap((lead) =>
      ["node", "total"].flatMap((level) =>
        methods.map(([method, wape]) => ({
          lead,
          level,
          method,
          wape: wape * (lead === 3 ? 1.25 : 1) * (level === "total" ? 0.35 : 1),
          bias: 0,
          months: months.length,
        })),
      ),
    ),
    value_added: [
      {
        layer: "statistical",
        person: null,
        department: null,
        wape_before: 0.149,
        wape_after: 0.118,
        added: 0.031,
      },
      {
        layer: "sales_override",
        person: null,
        department: "sales",
        wape_before: 0.12,
        wape_after: 0.118,
        added: 0.002,
      },
      {
        layer: "sales_override",
        person: "王磊",
        department: "sales",
        wape_before: 0.122,
        wape_after: 0.115,
        added: 0.007,
      },
      {
        layer: "sales_override",
        person: "陈志远",
        department: "sales",
        wape_before: 0.118,
        wape_after: 0.121,
        added: -0.003,
      },
      {
        layer: "marketing_override",
        person: "林静",
        department: "marketing",
        wape_before: 0.121,
        wape_after: 0.111,
        added: 0.01,
      },
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
