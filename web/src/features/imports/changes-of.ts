import type { Import, ImportOptions, UnitLevel } from "@/lib/import-types";

/** One thing that is other than when the page was read. */
export interface ImportDifference {
  of: "column" | "option" | "count";
  name: string;
  before: string;
  now: string;
}

const counts = ["rows_added", "rows_changed", "rows_unchanged", "rows_failed"] as const;

type UnitWords = (word: string, level: UnitLevel) => string;

const textOf = (value: unknown, unit: UnitWords): string => {
  if (value === undefined || value === null || value === 0 || value === false) return "";
  if (typeof value !== "object") return String(value);
  return Object.entries(value as Record<string, UnitLevel>)
    .map(([word, level]) => unit(word, level))
    .join("; ");
};

/** What somebody else changed of an import since it was shown: columns, options, what comes of it. */
export const changesOf = (shown: Import, now: Import, unit: UnitWords): ImportDifference[] => {
  const found: ImportDifference[] = [];
  const compare = (of: ImportDifference["of"], name: string, one: unknown, other: unknown) => {
    const [before, after] = [textOf(one, unit), textOf(other, unit)];
    if (before !== after) found.push({ of, name, before, now: after });
  };
  for (const name of Object.keys({ ...shown.mapping, ...now.mapping }))
    compare("column", name, shown.mapping[name], now.mapping[name]);
  for (const name of Object.keys({ ...shown.options, ...now.options }) as (keyof ImportOptions)[])
    compare("option", name, shown.options[name], now.options[name]);
  if (now.status === "checked") {
    for (const name of counts)
      if (shown[name] !== now[name])
        found.push({ of: "count", name, before: String(shown[name]), now: String(now[name]) });
  }
  return found;
};
