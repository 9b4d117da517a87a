import type { TFunction } from "i18next";
import type { AuditEvent } from "@/features/audit/audit-event";
import { day } from "@/lib/format";

type Words = TFunction<"audit">;

/** Words of the first key that has any; what nobody has words for stays as it was written. */
const firstOf = (t: Words, keys: string[], written: string): string =>
  t(keys as never, { defaultValue: written });

/** A text of the server's as a key: "Sent." is "sent". */
export const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");

export const actionWords = (t: Words, action: string): string =>
  firstOf(t, [`events.${keyOf(action)}`, `does.${action.split(".").at(-1)}`], action);

export const subjectWords = (t: Words, kind: string): string =>
  firstOf(t, [`nouns:${kind.replaceAll("_", "-")}`], kind);

const onNoun = /^(list|create|export|remove|get|change)_(\w+)$/;

/** What somebody asked for and was refused, by the name that the server has for it. */
export const operationWords = (t: Words, operation: string): string => {
  const [, verb = "", table = ""] = onNoun.exec(operation) ?? [];
  const noun = subjectWords(t, table);
  if (noun === table) return firstOf(t, [`operations.${operation}`], operation);
  const keys = [`operations.${operation}`, `operation.${verb}`];
  return t(keys as never, { noun, defaultValue: operation });
};

/** Events whose reason is a name or the words of a person. */
const asWritten = /^scenarios\.|^handovers\.|^accounts\.(password_|erased)/;
const from = /^From (\d{4}-\d{2}-\d{2}) on\.$/;

export const reasonWords = (t: Words, { action, reason }: AuditEvent): string => {
  if (!reason || asWritten.test(action)) return reason;
  const [, first] = from.exec(reason) ?? [];
  if (first) return t("fromDay", { day: day(first) });
  return firstOf(t, [`why.${keyOf(reason)}`, `jobs:kind.${reason}`], reason);
};
