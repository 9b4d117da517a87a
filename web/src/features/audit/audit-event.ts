export interface AuditEvent {
  id: string;
  sequence: number;
  at: string;
  person_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  reason: string;
  before_state: string | null;
  after_state: string | null;
  address: string | null;
}

/** A member of what stands after the event; undefined when there is none. */
export const member = (event: AuditEvent, name: string): unknown => {
  try {
    return (JSON.parse(event.after_state ?? "null") as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
};

/** The people that an event names: who did it, and whose account it was. */
export const peopleOf = (event: AuditEvent): string[] =>
  [
    event.person_id,
    ["accounts", "people"].includes(event.subject_kind) ? event.subject_id : null,
  ].filter((id) => id !== null);
