/** Figures as people type them, read as an import reads them: as meant, or not at all. */

export interface Limits {
  whole?: boolean;
  /** In percent: a sign behind the figure says nothing new. */
  percent?: boolean;
  /** Digits behind the point that the figure keeps; any number of them when left out. */
  decimals?: number;
  min?: number;
  max?: number;
}

export type TypedProblem =
  | "ambiguous_number"
  | "not_a_number"
  | "not_whole"
  | "too_many_decimals"
  | "too_large"
  | "too_small";

/** A figure (null where nothing is typed), or why it is none. */
export type Typed =
  | { value: number | null; problem?: undefined }
  | { value?: undefined; problem: TypedProblem; bound?: number };

/** No figure that comes in is larger, as the server has it: what is larger is a slip of the hand. */
export const MOST_FIGURE = 1e12;

const suffixes: Record<string, number> = { 千: 3, 万: 4, 亿: 8 };
const dress = /^(?:[¥$]|RMB|CNY)\s*|\s*(?:元|RMB|CNY)$/gi;
const bare = /^([+-]?)([\d, ]*)(?:\.([\d.,]*))?(?:e([+-]?\d{1,3}))?$/i;

/** Whether commas or spaces stand before each three digits, and only there. */
const wellGrouped = (whole: string): boolean =>
  /^\d*$/.test(whole) || /^\d{1,3}(?:,\d{3})+$/.test(whole) || /^\d{1,3}(?: \d{3})+$/.test(whole);

interface Decimal {
  digits: string;
  exponent: number;
}

const decimalOf = (text: string, percent: boolean): Decimal | TypedProblem => {
  let exponent = 0;
  let rest = text.normalize("NFKC").trim().replaceAll("−", "-").replace(dress, "").trim();
  if (percent) rest = rest.replace(/\s*%$/, "");
  const suffix = suffixes[rest.at(-1) ?? ""];
  if (suffix) {
    exponent = suffix;
    rest = rest.slice(0, -1).trim();
  }
  const [found, sign = "", whole = "", fraction = "", power = "0"] = bare.exec(rest) ?? [];
  if (found === undefined || !/\d/.test(whole + fraction)) return "not_a_number";
  if (!wellGrouped(whole) || !/^\d*$/.test(fraction)) return "ambiguous_number";
  const digits = whole.replace(/\D/g, "") + fraction;
  const ending = /0*$/.exec(digits)?.[0].length ?? 0;
  return {
    digits: sign + (digits.slice(0, digits.length - ending) || "0"),
    exponent: exponent + Number(power) - fraction.length + ending,
  };
};

/** Reads what was typed; a figure beyond its limits is refused, never moved or cut. */
export const readTyped = (text: string, limits: Limits = {}): Typed => {
  if (text.trim() === "") return { value: null };
  const decimal = decimalOf(text, limits.percent === true);
  if (typeof decimal === "string") return { problem: decimal };
  const { whole = false, decimals, min = -MOST_FIGURE, max = MOST_FIGURE } = limits;
  const value = Number(`${decimal.digits}e${decimal.exponent}`);
  if (value > max) return { problem: "too_large", bound: max };
  if (value < min) return { problem: "too_small", bound: min };
  const behind = value === 0 ? 0 : -decimal.exponent;
  if (whole && behind > 0) return { problem: "not_whole" };
  if (decimals !== undefined && behind > decimals)
    return { problem: "too_many_decimals", bound: decimals };
  return { value: value === 0 ? 0 : value };
};

/** A figure as it could have been typed. */
export const typedAs = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? "" : String(value);
