import type { ImportRemark } from "@/lib/import-types";

/** Notes that name months; others that name anything name sheets. */
const ofMonths = ["closed_months", "later_closes"];
const ofSheets = ["sheets_read", "sheets_not_read", "hidden_sheets"];
const fewest = 5;

export interface RemarkNames {
  /** What stands in the note. */
  first: string[];
  /** What it opens to; nothing where the first are all. */
  all: string[];
  of: "sheets" | "months";
}

/** The names that a note is about, the first few of them where there are many. */
export const namesOf = ({ code, found }: ImportRemark): RemarkNames | undefined => {
  const of = ofMonths.includes(code) ? "months" : ofSheets.includes(code) ? "sheets" : undefined;
  if (!of || found === "") return undefined;
  const names = found.split("、");
  // One or two more are said sooner than counted.
  const many = names.length > fewest + 2;
  return { first: many ? names.slice(0, fewest) : names, all: many ? names : [], of };
};
