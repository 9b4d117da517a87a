// The torture: attacks on a served company, each a part of its own, on each database.
//   node tests/torture/torture.mjs [--quick] [--only bytes,races] [--database sqlite] [--seconds 600]
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { bihuan, dialects } from "../api/server.mjs";
import { Record, table } from "./record.mjs";

const PARTS = [
  "bytes",
  "disk",
  "flood",
  "memory",
  "kills",
  "races",
  "rights",
  "bounds",
  "doors",
  "tampering",
  "soak",
];
const FOLDER = join(import.meta.dirname, "../../build/torture");

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: PARTS.join(",") },
    database: { type: "string", default: "both" },
    seconds: { type: "string", default: "" },
  },
});

/** Bars are times on an idle machine; a machine that others use gets as much more as it is shared. */
const slack = Math.max(1, loadavg()[0] / cpus().length);

function commit() {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}

async function runPart(part, dialect) {
  const record = new Record(part, dialect);
  const begin = Date.now();
  const { torture } = await import(`./parts/${part}.mjs`);
  const seconds = Number(options.seconds) || (options.quick ? 60 : 600);
  try {
    await torture({ dialect, quick: options.quick, seconds, slack, record });
  } catch (error) {
    record.promise("the part comes to its end", false, error.stack);
  }
  record.seconds = (Date.now() - begin) / 1000;
  return record;
}

async function main() {
  const wanted = options.only.split(",");
  const unknown = wanted.filter((part) => !PARTS.includes(part));
  if (unknown.length)
    throw new Error(`There is no part ${unknown.join(", ")}; there are ${PARTS.join(", ")}.`);
  const on = dialects.filter((dialect) => ["both", dialect].includes(options.database));
  if (!on.length) throw new Error(`There is no database ${options.database} here.`);
  const about = {
    date: new Date().toISOString(),
    commit: commit(),
    program: bihuan("--version").trim(),
    quick: options.quick,
    load: loadavg()[0],
    slack,
  };
  console.log(
    `Torture of ${about.program}, load average ${about.load.toFixed(1)}, bars × ${slack.toFixed(1)}`,
  );
  const records = [];
  for (const part of PARTS.filter((name) => wanted.includes(name)))
    for (const dialect of on) {
      records.push(await runPart(part, dialect));
      console.log(table(records.slice(-1)));
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(join(FOLDER, "figures.json"), JSON.stringify({ ...about, records }, null, 2));
    }
  const broken = records.flatMap(({ broken: some }) => some).length;
  if (records.length > 1) console.log(`\n${"=".repeat(72)}${table(records)}`);
  process.exit(broken ? 1 : 0);
}

await main();
