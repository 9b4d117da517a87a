import type { Anatomy } from "@/lib/anatomy-types";
import {
  layerCodes,
  type ForecastPoint,
  type ForecastView,
  type LayerCode,
  type Layers,
} from "@/lib/forecast-types";

/** One thing that lifts or lowers a month by a factor: a row of the index table, with its switch. */
export interface Cause {
  /** "trend", "season", "weekdays", "spring_festival", "promotion", "price" … */
  code: string;
  layer: LayerCode;
  target_month: string;
  index: number;
  standard_error: number | null;
}

/** The layers that are factors; those after them are summands. */
const factors = ["trend", "season", "festival", "price", "promotion"] as const;
const corrections: readonly string[] = ["sales_override", "marketing_override"];

/** Each layer's factor: the stack with it over the stack below it; 1 where there is nothing below. */
export const layerIndices = (layers: Layers): Partial<Record<LayerCode, number>> => {
  const indices: Partial<Record<LayerCode, number>> = {};
  let below = layers.level ?? 0;
  for (const code of factors) {
    const part = layers[code] ?? 0;
    indices[code] = below > 0 && below + part > 0 ? (below + part) / below : 1;
    below += part;
  }
  return indices;
};

const causesOfMonth = (point: ForecastPoint, anatomy: Anatomy | undefined): Cause[] => {
  const indices = layerIndices(point.layers);
  const own = (anatomy?.influences ?? []).filter((one) => one.target_month === point.target_month);
  return factors.flatMap((layer): Cause[] => {
    const parts = own
      .filter((one) => one.layer === layer)
      .map(({ code, target_month, index, standard_error }) => ({
        code,
        layer,
        target_month,
        index,
        standard_error,
      }));
    const rest = (indices[layer] ?? 1) / parts.reduce((all, one) => all * one.index, 1);
    // What no named cause explains stays with the layer: the season's own shape, or everything.
    const plain = { code: layer, layer, target_month: point.target_month, standard_error: null };
    if (parts.length === 0 || layer === "season") return [{ ...plain, index: rest }, ...parts];
    return parts;
  });
};

/** All causes of all months ahead; those of one layer multiply up to the layer's index. */
export const causesOf = (view: ForecastView, anatomy: Anatomy | undefined): Cause[] =>
  view.forecast.flatMap((point) => causesOfMonth(point, anatomy));

/**
 * A month's forecast without some causes: their factors are 1, everything stacked above them
 * shrinks or grows with the figure, quantities that people added stay as they are.
 */
export const withoutCauses = (
  point: ForecastPoint,
  causes: Cause[],
  off: ReadonlySet<string>,
): ForecastPoint => {
  const mine = causes.filter((one) => one.target_month === point.target_month);
  if (!mine.some((one) => off.has(one.code) && one.index !== 1)) return point;
  const layers: Layers = {};
  let before = 0;
  let now = 0;
  for (const code of layerCodes) {
    const part = point.layers[code] ?? 0;
    const removed = mine
      .filter((one) => one.layer === code && off.has(one.code))
      .reduce((all, one) => all * one.index, 1);
    const whole = before > 0 ? (now * (before + part)) / before / removed : now + part;
    const next = corrections.includes(code) ? now + part : whole;
    layers[code] = next - now;
    before += part;
    now = Math.max(0, next);
  }
  const wider = point.quantity > 0 ? now / point.quantity : 1;
  const bound = (value: number) => Math.max(0, now + (value - point.quantity) * wider);
  return {
    target_month: point.target_month,
    quantity: now,
    low80: bound(point.low80),
    high80: bound(point.high80),
    low95: bound(point.low95),
    high95: bound(point.high95),
    layers,
  };
};

const visible = 0.0005;

/** The causes that move any month, in the order in which they are stacked. */
export const movingCodes = (causes: Cause[]): string[] => {
  const rank = (code: string) =>
    factors.indexOf(
      (causes.find((one) => one.code === code)?.layer ?? "trend") as (typeof factors)[number],
    );
  const moving = causes.filter((one) => Math.abs(one.index - 1) > visible).map((one) => one.code);
  return [...new Set(moving)].sort((a, b) => rank(a) - rank(b));
};

const small = 0.005;

/** How sure an index is, against its own error; one that hardly moves anything is just small. */
export const certainty = (cause: Cause): "sure" | "likely" | "unsure" | "small" | undefined => {
  const error = cause.standard_error;
  if (error === null || cause.index === 1) return undefined;
  const size = Math.abs(cause.index - 1);
  if (size < small) return "small";
  if (size > 2 * error) return "sure";
  return size > error ? "likely" : "unsure";
};
