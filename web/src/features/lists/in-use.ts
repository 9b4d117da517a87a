import { Problem } from "@/lib/problem";

/** Rows of a noun that refer to a record by one of their fields. */
export interface Referrer {
  noun: string;
  field: string;
  rows: number;
}

/** What keeps a record from being deleted; undefined for any other answer. An empty list: nothing
 * that the person may look at. */
export const referrersOf = (error: unknown): Referrer[] | undefined => {
  if (!(error instanceof Problem) || error.code !== "conflict") return undefined;
  const told = error.issues.filter(({ code }) => code.startsWith("row_in_use"));
  if (told.length === 0) return undefined;
  return told.flatMap(({ field = "", found }) => {
    const [, noun = "", by = ""] = field.split("/");
    return noun ? [{ noun, field: by, rows: Number(found) }] : [];
  });
};
