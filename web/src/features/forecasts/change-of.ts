import type { NodeKey } from "@/features/forecasts/api";
import type { Figure } from "@/components/ui/number-field";
import type { Change, EditedIndex } from "@/lib/forecast-types";
import { MOST_FIGURE, type Limits } from "@/lib/typed-number";

/** What a correction is made of. */
export interface Corrected {
  node: NodeKey & { product_id: string };
  target: string;
  unitsPerBox: number | null;
  index?: EditedIndex;
}

export interface ChangeEntries {
  layer: Change["layer"];
  way: "boxes" | "percent";
  amount?: Figure;
  value?: Figure;
  reason?: string;
  evidence?: string;
}

/** What an index may become. */
export const indexLimits: Limits = { min: 0.01, max: 10 };

/** By how much a forecast may change: whole boxes, or percent; the server's bounds as one types. */
export const amountLimits = (way: ChangeEntries["way"], unitsPerBox: number | null): Limits => {
  if (way === "percent") return { percent: true, min: -100, max: 9900 };
  const most = Math.floor(MOST_FIGURE / (unitsPerBox || 1));
  return { whole: true, min: -most, max: most };
};

/** The change that the entries describe, or nothing while there is none. */
export const changeOf = (
  entries: ChangeEntries | undefined,
  { node, target, unitsPerBox, index }: Corrected,
): Change | undefined => {
  if (!entries) return undefined;
  const base = { ...node, target_month: target };
  if (index) {
    const { value } = entries;
    if (typeof value !== "number" || value <= 0 || value === index.index) return undefined;
    return {
      ...base,
      layer: "index_edit",
      edited_index: index.code,
      factor: value / index.index,
    };
  }
  const { amount, layer, way } = entries;
  if (typeof amount !== "number" || amount === 0) return undefined;
  return way === "percent"
    ? { ...base, layer, factor: 1 + amount / 100 }
    : { ...base, layer, quantity_change: Math.round(amount * (unitsPerBox || 1)) };
};
