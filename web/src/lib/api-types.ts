/** Answers of the server as the client reads them. Quantities are base units, money minor units. */

export interface Session {
  person: { id: string; name: string; roles: string[]; region_ids: string[] };
  permissions: string[];
  csrf_token: string;
  language?: "zh" | "en" | null;
  demo?: boolean;
  /** Somebody else knows the password; nothing but changing it is open. */
  must_change_password?: boolean;
}

/** Where the person is signed in. */
export interface OwnSession {
  id: string;
  created_at: string;
  seen_at: string;
  address: string;
  browser: string;
  current: boolean;
}

export interface Company {
  name: string;
  month_in_work: string;
  months: string[];
  currency: string;
  database: "sqlite" | "postgresql";
}

export type JobStatus = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  status: JobStatus;
  stage?: string | null;
  done_units?: number | null;
  total_units?: number | null;
  result?: unknown;
  error?: { code?: string; message?: string } | string | null;
  created_at: string;
  finished_at?: string | null;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number;
}

export interface JobReference {
  job_id: string;
}

export type HandoverState = "not_due" | "due" | "late" | "delivered" | "acknowledged" | "decided";

export type StepName =
  "compile" | "forecast" | "consensus" | "targets" | "supply" | "publish" | "score";

export interface LoopStep {
  step: StepName;
  status: "open" | "running" | "done" | "failed" | "stale";
  finished_at?: string | null;
  person?: string | null;
  /** What came out of the step: counts, base units, minor units. */
  figures?: Record<string, unknown>;
}

export interface LoopHandover {
  code: string;
  direction: "m2s" | "s2m" | "plan";
  owner_role: string;
  due_day: string | null;
  state: HandoverState;
  completeness: number | null;
  missing: string[];
  handover_id: string | null;
  delivered_at?: string | null;
  acknowledged?: number | null;
  receivers?: number | null;
}

export interface Verdict {
  demand: number | null;
  demand_last_plan: number | null;
  production: number | null;
  production_change: number | null;
  units_per_box?: number | null;
  waiting: { handover: string; role: string }[];
}

export interface Loop {
  month: string;
  scenario: string;
  verdict: Verdict | null;
  steps: LoopStep[];
  handovers: LoopHandover[];
  /** The production plan as a document; it goes to production, purchasing and sales. */
  plan?: LoopHandover | null;
}

/** A named copy of a month in which things may be tried. */
export interface Scenario {
  id: string;
  name: string;
  month: string | null;
  /** Who made it. */
  person: string | null;
  own: boolean;
}

export interface DocumentTable {
  key: string;
  columns: { name: string; kind: string }[];
  rows: (string | number | null)[][];
}

export interface Handover {
  id: string;
  code: string;
  month: string;
  edition: number;
  document: {
    title: string;
    facts: { key: string; value: string | number | null; kind?: string }[];
    tables: DocumentTable[];
  };
  document_hash: string;
  delivered_at: string;
  receipts: {
    person: string;
    role?: string;
    acknowledged_at: string | null;
    question?: string | null;
  }[];
  decisions?: { decision: string; person: string; decided_at: string }[];
}

/** What a field of a noun is; tables and forms are made from it. */
export interface FieldDescription {
  name: string;
  kind: string;
  required?: boolean;
  max_length?: number | null;
  /** Of a figure, in its own units: fen of money, 0…1 of a share. */
  minimum?: number | null;
  maximum?: number | null;
  references?: string | null;
  choices?: string[] | null;
  read_only?: boolean;
  unit?: string | null;
}

export interface NounDescription {
  /** With .read or .write behind it. */
  permission?: string;
  fields: FieldDescription[];
}

export type Descriptions = Record<string, NounDescription>;

/** A record of any noun; its fields are told by the description. */
export type NounRecord = { id: string; version?: number } & Record<string, unknown>;

export interface SearchHit {
  kind: string;
  id: string;
  code: string;
  name: string;
}
