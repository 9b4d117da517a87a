import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { AuditEvent } from "@/features/audit/audit-event";
import {
  actionWords,
  keyOf,
  operationWords,
  reasonWords,
  subjectWords,
} from "@/features/audit/audit-words";
import { startLanguages, switchLanguage } from "@/lib/i18n";

const root = join(process.cwd(), "..", "src");

const below = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return below(path);
    const made = /\.(cpp|h)$/.test(name) && !/_test\.cpp$|_suite\.h$|_company\.(cpp|h)$/.test(name);
    return made ? [path] : [];
  });
const sources = below(root).map((path) => readFileSync(path, "utf8"));
const source = sources.join("\n");

const found = (pattern: RegExp, text = source): string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter(Boolean))),
];

/** Tables whose rows people or the product write one by one. */
const tables = found(/kDescription<\w+> =\s*describe<\w+>\(\s*"(?!schema_)([a-z_]+)"/g);
const choices = (of: string) =>
  found(/"(\w+)"/g, new RegExp(`kChoices<${of}>\\{([^}]*)\\}`).exec(source)?.[1] ?? "");
const jobs = found(/k\w*(?:Job|Kind)\b[^;\n]* ?= ?"([a-z-]+)";/g);

const actions = [
  ...found(/\.action = (?:\w+ \? )?"([a-z_]+\.[a-z_]+)"(?: : "([a-z_.]+)")?/g),
  ...found(/event\.action = "([a-z_.]+)"/g),
  ...found(/"(accounts\.(?!read|write)[a-z_]+)"/g),
  ...tables.flatMap((table) => ["created", "updated", "removed"].map((did) => `${table}.${did}`)),
  ...choices("months::Step").map((step) => `months.${step}`),
];
const subjects = [...tables, ...found(/\.subject_kind = "([a-z_]+)"/g), "sell-out", "sell-in"];
const reasons = [
  ...found(/kReason = "([^"]+)"/g),
  ...found(/\bt\.(?:insert|update)\([^;]*?"([^"]+)"\)/g),
  ...sources
    .filter((text) => /\.record\(|record_export\(|\.note\(/.test(text))
    .flatMap((text) => found(/\.reason = "([^"]+)"/g, text)),
  ...found(/"accounts\.session_ended",\s*"([^"]+)"/g),
  ...choices("ImportStatus"),
  ...jobs,
];
const operations = found(
  /"operationId": "(\w+)"/g,
  readFileSync(join(process.cwd(), "openapi.json"), "utf8"),
);

const event = (action: string, reason: string) => ({ action, reason }) as AuditEvent;
const words = () => i18next.getFixedT(null, "audit");

describe.each(["zh", "en"] as const)("the audit page in %s", (language) => {
  beforeAll(async () => {
    if (!i18next.isInitialized) await startLanguages();
    await switchLanguage(language);
  });

  it("finds what the server writes", () => {
    expect(actions).toEqual(expect.arrayContaining(["facts.written", "months.supply"]));
    expect(actions).toContain("accounts.session_ended");
    expect(subjects).toEqual(expect.arrayContaining(["month_steps", "sell_out", "imports"]));
    expect(reasons).toEqual(expect.arrayContaining(["Sent.", "import-check", "errors", "failed"]));
    expect(operations.length).toBeGreaterThan(100);
  });

  it("has words for every action", () => {
    expect(actions.filter((action) => actionWords(words(), action) === action)).toEqual([]);
  });

  it("has words for every kind of subject", () => {
    expect(subjects.filter((kind) => subjectWords(words(), kind) === kind)).toEqual([]);
  });

  it("has words for every reason of the server's own", () => {
    const bare = reasons.filter(
      (reason) =>
        reasonWords(words(), event("imports.updated", reason)) === reason &&
        !i18next.exists(`audit:why.${keyOf(reason)}`),
    );
    expect(bare).toEqual([]);
  });

  it("has words for everything that can be refused", () => {
    const bare = operations.filter((name) => operationWords(words(), name) === name);
    expect(bare).toEqual([]);
  });

  it("leaves what a person wrote, and what it does not know, as it is", () => {
    expect(reasonWords(words(), event("scenarios.copied", "checked"))).toBe("checked");
    expect(reasonWords(words(), event("overrides.created", "大客户订单"))).toBe("大客户订单");
    expect(actionWords(words(), "moons.landed")).toBe("moons.landed");
    expect(operationWords(words(), "list_moons")).toBe("list_moons");
  });

  it("writes the day from which an outlet is another's", () => {
    const text = reasonWords(words(), event("outlets.moved", "From 2026-11-01 on."));
    expect(text).toBe(language === "zh" ? "从11月1日起" : "From 1 Nov on");
  });
});
