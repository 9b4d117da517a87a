import type { Import, ImportIssue } from "@/lib/import-types";

/** Where something is wrong: in a cell, in a row, in one sheet of several, or in the file. */
export type Place =
  | { kind: "cell"; cell: string }
  | { kind: "row"; row: string }
  | { kind: "sheetRow"; sheet: string; row: string }
  | { kind: "sheet"; sheet: string }
  | { kind: "file" };

/** Of a file that is refused the server points as "/12/B", "/12", or at nothing. */
const pointer = /^\/(\d+)(?:\/([A-Z]+))?$/;

/** "12", or "1月!12" of one of several sheets. */
const wholeRow = /^(?:(.*)!)?(\d+)$/;

export const placeOf = (
  { cell }: Pick<ImportIssue, "cell">,
  { sheets = [], sheet: read, options }: Import,
): Place => {
  const [, line = "", letters = ""] = pointer.exec(cell ?? "") ?? [];
  const place = line === "" ? (cell ?? "") : letters + line;
  if (place !== "" && !place.startsWith("/")) {
    const [whole, of, row = ""] = wholeRow.exec(place) ?? [];
    if (whole === undefined) return { kind: "cell", cell: place };
    return of ? { kind: "sheetRow", sheet: of, row } : { kind: "row", row };
  }
  const sheet = options.sheet || read || sheets[0];
  return sheets.length > 1 && sheet && sheet !== "*" ? { kind: "sheet", sheet } : { kind: "file" };
};
