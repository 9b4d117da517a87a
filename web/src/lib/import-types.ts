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
  options: { create_missing: boolean; sheet?: string };
  /** The workbook's sheets, where the file is one. */
  sheets?: string[];
  /** How many outlets, products … the options would make. */
  created?: Record<string, number>;
  job_id: string | null;
  created_at?: string;
}
