import type { Import, ImportStatus } from "@/lib/import-types";

/** What a file waits for: a checked one of which nothing can be written is not for accepting. */
export type ImportState =
  ImportStatus | "checkedEmpty" | "checkedSame" | "checkedWrong" | "unfinished";

export const stateOf = (made: Import): ImportState => {
  // Stopped by a person, or broken off: nothing is wrong with the file.
  if (made.status === "failed" && made.issue_count === 0) return "unfinished";
  if (made.status !== "checked" || made.rows_added + made.rows_changed > 0) return made.status;
  if (made.rows_failed > 0) return "checkedWrong";
  return made.rows_unchanged > 0 ? "checkedSame" : "checkedEmpty";
};
