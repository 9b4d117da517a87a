export type ImportStatus =
  "checking" | "checked" | "accepting" | "accepted" | "failed" | "cancelled";

export interface ImportKind {
  kind: string;
  columns: { name: string; required: boolean; kind: string; synonyms?: string[] }[];
}

export interface ImportIssue {
  row: number | null;
  column: string | null;
  cell: string | null;
  code: string;
  found: string | null;
  message: string;
}

export interface ImportRemark {
  code: string;
  count: number;
  rows: number[];
  found: string;
  message: string;
}

/** What a word for a unit means in a file. */
export type UnitLevel = "base" | "box" | "pallet";

/** How a person wants the file to be read. */
export interface ImportOptions {
  create_missing: boolean;
  add_up?: boolean;
  /** A sheet's name, or "*" for all sheets with the header of the first that has one. */
  sheet?: string;
  /** The row that names the columns; 0 or none for the one that is found. */
  header_row?: number;
  encoding?: string;
  /** How 10/1/2026 is meant, where the file does not tell. */
  day_order?: string;
  /** 件 → box, where the file's words may mean several units. */
  units?: Record<string, UnitLevel>;
}

/** A row near the top of a file whose header nobody found. */
export interface TopRow {
  row: number;
  cells: string[];
}

export interface Import {
  id: string;
  kind: string;
  file_name: string;
  status: ImportStatus;
  columns: string[];
  mapping: Record<string, string | null>;
  preview: string[][];
  rows_read: number;
  rows_added: number;
  rows_changed: number;
  rows_unchanged: number;
  rows_failed: number;
  issues: ImportIssue[];
  issue_count: number;
  /** Of all rows: how often which code. */
  issue_counts?: Record<string, number>;
  top_rows?: TopRow[];
  options: ImportOptions;
  /** What was done with the file that its owner should know. */
  remarks?: ImportRemark[];
  encoding?: string;
  rows_skipped?: number;
  /** The workbook's sheets, where the file is one, and the first that is read. */
  sheets?: string[];
  sheet?: string;
  /** Words for units that have several readings or none. */
  units_in_doubt?: string[];
  /** How many outlets, products … the options would make. */
  created?: Record<string, number>;
  job_id: string | null;
  /** What a change or an acceptance says that it was seen at. */
  version: number;
  created_at?: string;
}
