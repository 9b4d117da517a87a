import type { Handover, HandoverState, Loop, LoopStep, StepName } from "../lib/api-types";
import { addMonths } from "../lib/month";
import { leafRegions, ownProducts } from "./mock-company";
import { layersOf, totalOf } from "./mock-forecast";
import { productionPlan, targetTree } from "./mock-plan";

const stepNames: StepName[] = [
  "compile",
  "forecast",
  "consensus",
  "targets",
  "supply",
  "publish",
  "score",
];
const stale = new Set<string>();
const closed = new Set<string>(["2026-09", "2026-08"]);
const receipts = new Map<string, Handover["receipts"]>();
const decisions = new Map<string, NonNullable<Handover["decisions"]>>();

/** A correction came after the close: what follows it is out of date. */
export const makeStale = (month: string): void => {
  stale.add(month);
};

export const closeMonth = (month: string): void => {
  closed.add(month);
  stale.delete(month);
};

const codes: [string, string, HandoverState, HandoverState][] = [
  ["M2S-1", "promotion_planning", "due", "delivered"],
  ["M2S-2", "promotion_planning", "due", "late"],
  ["M2S-3", "material_production", "not_due", "not_due"],
  ["M2S-4", "marketing_manager", "due", "delivered"],
  ["M2S-5", "market_research", "not_due", "due"],
  ["S2M-1", "merchandiser", "late", "late"],
  ["S2M-2", "merchandiser", "due", "due"],
  ["S2M-3", "merchandiser", "not_due", "not_due"],
  ["S2M-4", "regional_manager", "due", "acknowledged"],
  ["S2M-5", "sales_manager", "due", "decided"],
  ["S2M-6", "regional_manager", "due", "due"],
  ["S2M-7", "sales_manager", "due", "delivered"],
  ["S2M-8", "representative", "late", "late"],
  ["S2M-9", "representative", "not_due", "not_due"],
];

const delivered = ["M2S-4", "S2M-5", "S2M-7", "M2S-1", "S2M-4"];

export const loopOf = (month: string): Loop => {
  const done = closed.has(month);
  const target = addMonths(month, 1);
  const plan = productionPlan(month);
  const demand = totalOf(layersOf({}, target));
  const steps: LoopStep[] = stepNames.map((step, at) => ({
    step,
    status: done ? (stale.has(month) && at > 2 ? "stale" : "done") : "open",
    finished_at: done ? "2026-11-03T09:30:00Z" : null,
    person: done ? "林静" : null,
  }));
  return {
    month,
    scenario: "",
    verdict: done
      ? {
          demand,
          demand_last_plan: Math.round(demand / 1.024),
          production: plan.totals.quantity,
          production_change: plan.totals.change,
          units_per_box: 15,
          waiting: [
            { handover: "S2M-1", role: "merchandiser" },
            { handover: "S2M-8", role: "representative" },
            { handover: "M2S-2", role: "promotion_planning" },
          ],
        }
      : null,
    steps,
    handovers: codes.map(([code, owner_role, open, after], index) => {
      const state = done ? after : open;
      const frozen = done && delivered.includes(code);
      return {
        code,
        direction: code.startsWith("M2S") ? "m2s" : "s2m",
        owner_role,
        due_day: `${target}-0${1 + (index % 5)}`,
        state:
          frozen && (receipts.get(`${month}.${code}`)?.length ?? 0) > 0 ? "acknowledged" : state,
        completeness: frozen ? 1 : state === "due" ? 0.6 : 0,
        missing: frozen ? [] : state === "not_due" ? ["not_collected"] : ["visits"],
        handover_id: frozen ? `${month}.${code}` : null,
        delivered_at: frozen ? "2026-11-03T09:31:00Z" : null,
        acknowledged: receipts.get(`${month}.${code}`)?.length ?? 0,
        receivers: frozen ? 6 : null,
      };
    }),
  };
};

export const handoverOf = (id: string): Handover => {
  const [month = "", code = ""] = id.split(".");
  const target = addMonths(month, 1);
  const tree = targetTree(month, target, undefined, "region");
  return {
    id,
    code,
    month,
    edition: 1,
    document: {
      title: code,
      facts: [
        { key: "target", value: tree.node.quantity, kind: "quantity" },
        { key: "value", value: tree.node.value, kind: "money" },
        { key: "completion", value: 0.71, kind: "share" },
      ],
      tables: [
        {
          key: "by_region",
          columns: [
            { name: "region", kind: "text" },
            { name: "target", kind: "quantity" },
            { name: "value", kind: "money" },
            { name: "completion", kind: "share" },
          ],
          rows: leafRegions.map((region) => {
            const node = targetTree(month, target, region.id, "region").node;
            return [String(region.name), node.quantity, node.value, node.completion];
          }),
        },
        {
          key: "by_product",
          columns: [
            { name: "product_code", kind: "text" },
            { name: "product", kind: "text" },
            { name: "target", kind: "quantity" },
          ],
          rows: ownProducts
            .slice(0, 12)
            .map((one) => [
              String(one.code),
              String(one.name),
              totalOf(layersOf({ product_id: one.id }, target)),
            ]),
        },
      ],
    },
    document_hash: "9f2c4be1a77d0c3f5e8b1d6a4c90e2f7b38d5a1c6e4f0927d8b3a5c1e7f60d42",
    delivered_at: "2026-11-03T09:31:00Z",
    receipts: receipts.get(id) ?? [],
    decisions: decisions.get(id) ?? [],
  };
};

export const acknowledge = (id: string, question?: string): void => {
  const all = receipts.get(id) ?? [];
  receipts.set(id, [
    ...all,
    {
      person: "管理员",
      role: "administrator",
      acknowledged_at: new Date().toISOString(),
      question,
    },
  ]);
};

export const decide = (id: string, decision: string): void => {
  const all = decisions.get(id) ?? [];
  decisions.set(id, [...all, { decision, person: "管理员", decided_at: new Date().toISOString() }]);
};
