/** All figures and days of the client are written here and nowhere else. */

export type Language = "zh" | "en";

/** What stands for an unknown figure; the reason goes into a hover text. */
export const UNKNOWN = "–";

let language: Language = "zh";

export const setFormatLanguage = (next: Language): void => {
  language = next;
};

const locale = (): string => (language === "zh" ? "zh-CN" : "en-GB");

const known = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** A number with thousands separators and exactly `decimals` decimals. */
export const number = (value: number | null | undefined, decimals = 0): string =>
  known(value)
    ? new Intl.NumberFormat(locale(), {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      })
        .format(value)
        .replace(/^-/, "−")
    : UNKNOWN;

/** A count for a text that counts: its plural form follows `count`, `figure` is written. */
export const counted = (count: number | null | undefined): { count: number; figure: string } => ({
  count: count ?? 0,
  figure: number(count),
});

const significant = (value: number): number => {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
};

interface Step {
  from: number;
  zh: string;
  en: string;
}

const chineseSteps: Step[] = [
  { from: 1e8, zh: "亿", en: "" },
  { from: 1e4, zh: "万", en: "" },
];
const englishSteps: Step[] = [
  { from: 1e9, zh: "", en: "bn" },
  { from: 1e6, zh: "", en: "M" },
  { from: 1e3, zh: "", en: "k" },
];

const scaled = (value: number, smallest: number): { text: string; unit: string } => {
  const steps = language === "zh" ? chineseSteps : englishSteps;
  const step = steps.find((one) => Math.abs(value) >= one.from && one.from >= smallest);
  if (!step) return { text: number(value), unit: "" };
  const part = value / step.from;
  return { text: number(part, significant(part)), unit: language === "zh" ? step.zh : step.en };
};

/** Money in minor units (fen) as 元, 万元 or 亿元 by its size; English ¥, k, M, bn. */
export const money = (minor: number | null | undefined): string => {
  if (!known(minor)) return UNKNOWN;
  const { text, unit } = scaled(minor / 100, 0);
  return language === "zh" ? `${text} ${unit}元` : `¥${text}${unit}`;
};

/** A price in minor units, always with cents. */
export const price = (minor: number | null | undefined): string => {
  if (!known(minor)) return UNKNOWN;
  const text = number(minor / 100, 2);
  return language === "zh" ? `${text} 元` : `¥${text}`;
};

const boxWord = (value: number): string =>
  language === "zh" ? "箱" : Math.abs(value) === 1 ? "case" : "cases";

/** Boxes written in full with their unit. */
export const boxes = (value: number | null | undefined, decimals = 0): string =>
  known(value) ? `${number(value, decimals)} ${boxWord(value)}` : UNKNOWN;

/** Boxes shortened to 万箱 or k for head-lines and axes. */
export const boxesShort = (value: number | null | undefined): string => {
  if (!known(value)) return UNKNOWN;
  const { text, unit } = scaled(value, language === "zh" ? 1e4 : 1e3);
  return language === "zh" ? `${text} ${unit}箱` : `${text}${unit} ${boxWord(value)}`;
};

/** A number shortened for a chart's axis, without a unit. */
export const axis = (value: number): string => {
  const { text, unit } = scaled(value, language === "zh" ? 1e4 : 1e3);
  return `${text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")}${unit}`;
};

/** A share of 0…1 as a percentage. */
export const percent = (share: number | null | undefined, decimals = 1): string =>
  known(share) ? `${number(share * 100, decimals)}%` : UNKNOWN;

/** A change with its sign: "+1,200" or "−3.4%". */
export const signed = (
  value: number | null | undefined,
  write = (x: number) => number(x),
): string => {
  if (!known(value)) return UNKNOWN;
  return value > 0 ? `+${write(value)}` : write(value);
};

/** An arrow for the direction of a change. */
export const arrow = (value: number | null | undefined): string =>
  !known(value) || value === 0 ? "→" : value > 0 ? "↑" : "↓";

/** A multiplier such as 1.124 as an index: "×1.124". */
export const index = (value: number | null | undefined): string =>
  known(value) ? `×${number(value, 3)}` : UNKNOWN;

/** "2026-10" → "2026年10月" or "Oct 2026". */
export const month = (value: string | null | undefined): string => {
  const parts = /^(\d{4})-(\d{2})/.exec(value ?? "");
  if (!parts) return UNKNOWN;
  const [, year, number_] = parts;
  if (language === "zh") return `${year}年${Number(number_)}月`;
  return new Date(`${year}-${number_}-15T00:00:00Z`).toLocaleDateString("en-US", {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
};

/** "2026-10" → "10月" or "Oct". */
export const monthShort = (value: string): string => {
  const text = month(value);
  return language === "zh" ? text.replace(/^\d+年/, "") : (text.split(" ")[0] ?? text);
};

/** "2026-10-05" → "10月5日" or "5 Oct". */
export const day = (value: string | null | undefined): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(value ?? "");
  if (!parts) return UNKNOWN;
  if (language === "zh") return `${Number(parts[2])}月${Number(parts[3])}日`;
  return new Date(`${parts[0]}T12:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
};

/** An instant in the viewer's own time: "2026-10-05 14:30". */
export const instant = (value: string | null | undefined): string => {
  if (!value) return UNKNOWN;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  const two = (part: number) => String(part).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** Seconds as "12 秒" or "2 分 5 秒". */
export const duration = (seconds: number | null | undefined): string => {
  if (!known(seconds)) return UNKNOWN;
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes > 0 && rest === 0) return language === "zh" ? `${minutes} 分钟` : `${minutes} min`;
  if (language === "zh") return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
};

/** Bytes as kB or MB. */
export const bytes = (size: number): string =>
  size >= 1e6 ? `${number(size / 1e6, 1)} MB` : `${number(Math.max(1, Math.round(size / 1e3)))} kB`;
