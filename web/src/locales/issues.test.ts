import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/locales/en/issues.json";
import zh from "@/locales/zh/issues.json";

const tables = ["business/company/imports/import_messages.cpp", "platform/files/messages.cpp"];
const codes = tables.flatMap((path) =>
  [...readFileSync(`../src/${path}`, "utf8").matchAll(/Message\{\s*"([a-z0-9_]+)"/g)].map(
    ([, code]) => code ?? "",
  ),
);

describe("what the server says of a file", () => {
  it("is said in the person's language", () => {
    expect(codes.length).toBeGreaterThan(100);
    for (const words of [zh, en])
      expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
  });
});
