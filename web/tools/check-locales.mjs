// The two languages have the same files and keys, no empty text, every key the source names, and
// in English a singular for each text that counts.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { withoutSingular } from "./plurals.mjs";

const root = new URL("../src/", import.meta.url).pathname;
const issues = [];

const flatten = (tree, prefix = "") =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );

const language = (name) => {
  const folder = join(root, "locales", name);
  const keys = new Map();
  for (const file of readdirSync(folder)) {
    const namespace = file.replace(/\.json$/, "");
    for (const [key, text] of flatten(JSON.parse(readFileSync(join(folder, file), "utf8"))))
      keys.set(`${namespace}:${key}`, text);
  }
  return keys;
};

const variables = (text) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join();
const plain = (key) => key.replace(/_(one|other)$/, "");

const zh = language("zh");
const en = language("en");
const zhPlain = new Set([...zh.keys()].map(plain));
const enPlain = new Set([...en.keys()].map(plain));
for (const key of zhPlain) if (!enPlain.has(key)) issues.push(`en lacks ${key}`);
for (const key of enPlain) if (!zhPlain.has(key)) issues.push(`zh lacks ${key}`);
for (const [key, text] of [...zh, ...en]) if (!text.trim()) issues.push(`${key} is empty`);
for (const [key, text] of en) {
  const other = zh.get(key) ?? zh.get(plain(key)) ?? zh.get(`${plain(key)}_other`);
  if (other !== undefined && variables(other) !== variables(text) && !key.endsWith("_one"))
    issues.push(`${key}: other variables`);
}
issues.push(...withoutSingular(en));

const sources = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
for (const path of sources(root)) {
  const text = readFileSync(path, "utf8");
  const spaces = [...text.matchAll(/useTranslation\((?:"(\w+)")?\)/g)].map(
    (one) => one[1] ?? "common",
  );
  for (const [, key] of text.matchAll(/\bt\(\s*"([\w:.-]+)"/g)) {
    const full = key.includes(":") ? [key] : spaces.map((one) => `${one}:${key}`);
    if (full.length > 0 && !full.some((one) => zhPlain.has(one)))
      issues.push(`${path.slice(root.length)} names ${full[0]}, which no language has`);
  }
}
if (issues.length > 0) {
  process.stderr.write(`${issues.join("\n")}\n`);
  process.exit(1);
}
