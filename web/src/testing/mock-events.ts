import { people } from "./mock-company";

const person = String(people[0]?.id);

const made = (action: string, more: Record<string, unknown>) => ({
  at: "2026-11-03T02:10:00Z",
  person_id: person,
  action,
  subject_kind: "accounts",
  subject_id: person,
  reason: "",
  before_state: null,
  after_state: null,
  address: "10.20.3.4",
  ...more,
});

/** One of each kind that an auditor looks for. */
export const events = [
  made("accounts.sign_in_failed", {
    person_id: null,
    after_state: '{"since":"2026-11-03T02:00:00Z","tries":12}',
  }),
  made("access.refused", {
    subject_kind: "operations",
    subject_id: null,
    reason: "list_production_sites",
    after_state: '{"tries":1}',
  }),
  made("exports.made", { subject_kind: "outlets", subject_id: null, after_state: '{"rows":243}' }),
  made("facts.written", { subject_kind: "sell_out", subject_id: "7" }),
  made("jobs.submitted", { subject_kind: "jobs", subject_id: "7", reason: "import-accept" }),
  made("imports.updated", { subject_kind: "imports", subject_id: "7", reason: "accepted" }),
  made("imports.created", { subject_kind: "imports", subject_id: "7", reason: "Sent." }),
  made("outlets.moved", {
    subject_kind: "outlets",
    subject_id: "7",
    reason: "From 2026-11-01 on.",
  }),
  made("accounts.signed_in", {}),
  made("accounts.password_changed", {}),
].map((event, index) => ({ ...event, id: String(index), sequence: 100 - index }));
