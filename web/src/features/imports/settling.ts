import type { Import } from "@/lib/import-types";

/** What a person can say of how a file is read. */
export type Choice =
  "sheet" | "header_row" | "encoding" | "day_order" | "units" | "add_up" | "create_missing";

/** What each of them can settle. */
const settled: Record<Choice, string[]> = {
  sheet: ["missing_column", "no_header_in_sheet", "sheets_differ"],
  header_row: [
    "blank_header",
    "header_merged",
    "missing_column",
    "no_header",
    "no_header_in_sheet",
  ],
  encoding: ["invalid_bytes", "no_header", "one_column"],
  day_order: ["ambiguous_day"],
  units: ["ambiguous_unit", "unknown_unit"],
  add_up: ["duplicate_fact"],
  create_missing: ["unknown_outlet", "unknown_product", "unknown_reference"],
};

/** Of all that is wrong with the file; the list of issues ends after the first 200. */
const countsOf = (made: Import): Record<string, number> => {
  const counts = { ...made.issue_counts };
  for (const { code, row } of made.issues) if (row === null) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

const isOffered = (choice: Choice, made: Import): boolean => {
  const sheets = made.sheets?.length ?? 0;
  if (choice === "sheet") return sheets > 1;
  if (choice === "encoding") return sheets === 0;
  if (choice === "header_row") return (made.top_rows?.length ?? 0) > 0;
  return choice !== "units" || (made.units_in_doubt?.length ?? 0) > 0;
};

/** Choices that would settle something that is wrong with the file, with how much of it. */
export const settlingOf = (made: Import): Map<Choice, number> => {
  const counts = countsOf(made);
  const settling = new Map<Choice, number>();
  for (const [choice, codes] of Object.entries(settled) as [Choice, string[]][]) {
    const count = codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
    if (count > 0 && isOffered(choice, made)) settling.set(choice, count);
  }
  return settling;
};
