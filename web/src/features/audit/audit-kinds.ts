/** What an auditor looks for, as the actions that tell of it. */
export const auditKinds = {
  failures: ["accounts.sign_in_failed", "accounts.sign_in_delayed"],
  refusals: ["access.refused"],
  exports: ["exports.made"],
  signIns: ["accounts.signed_in", "accounts.signed_out", "accounts.session_ended"],
  passwords: [
    "accounts.password_set",
    "accounts.password_changed",
    "accounts.password_rehashed",
    "accounts.erased",
  ],
  roles: ["people.roles_changed"],
} as const;

export type AuditKind = keyof typeof auditKinds;

export const kindNames = Object.keys(auditKinds) as AuditKind[];

/** None: every event. "security": all of the kinds together. */
export const actionsOf = (kind: string | null): string[] =>
  kind === "security"
    ? Object.values(auditKinds).flat()
    : [...(auditKinds[kind as AuditKind] ?? [])];
