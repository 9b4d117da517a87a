// A demo company that is closed once, copied for every part, served and kept alive under attack.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  bihuan,
  cluster,
  freePort,
  makeDatabase,
  POSTGRES_BIN,
  PROGRAM,
  Server,
} from "../api/server.mjs";

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends with `probe`'s first truthy answer, or with undefined after so many seconds. */
export async function until(seconds, probe, every = 100) {
  for (const end = Date.now() + seconds * 1000; ; await pause(every)) {
    const found = await probe();
    if (found || Date.now() > end) return found || undefined;
  }
}

// Whatever ends the torture ends what it serves.
const served = new Set();
process.on("exit", () => {
  for (const { child, folder } of served) {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

const originals = {};
let copies = 0;

/** The closed company that every part starts from; made once for each database. */
function original(dialect) {
  if (originals[dialect]) return originals[dialect];
  const folder = mkdtempSync(join(tmpdir(), "bihuan-torture-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const name = `torture_${process.pid}`;
  const company = dialect === "postgres" ? makeDatabase(name) : join(folder, "company.db");
  const demo = JSON.parse(bihuan("demo", "--size", "small", "--json", "--company", company));
  bihuan("close", demo.last_month, "--company", company);
  return (originals[dialect] = { company, demo, name });
}

function copyOf(dialect, folder) {
  const first = original(dialect);
  if (dialect === "postgres") return makeDatabase(`${first.name}_${++copies}`, "-T", first.name);
  const company = join(folder, "company.db");
  for (const end of ["", "-wal"])
    if (existsSync(first.company + end)) copyFileSync(first.company + end, company + end);
  return company;
}

/** As Server, but of a closed company, on one port for all its lives, and with its process in view. */
export class Served extends Server {
  deaths = [];

  /** `words` follow `bihuan run`; `before` starts it (prlimit, nsenter); `place` maps its folder. */
  static async start(dialect, { words = [], before = [], env = {}, files = 0 } = {}) {
    const server = new Served();
    server.dialect = dialect;
    server.folder = mkdtempSync(join(tmpdir(), "bihuan-torture-"));
    served.add(server);
    server.company = copyOf(dialect, server.folder);
    server.demo = original(dialect).demo;
    server.month = server.demo.last_month;
    server.targetMonth = monthAfter(server.month);
    const limit = files ? ["prlimit", `--nofile=${files}:20000`] : [];
    Object.assign(server, { words, before: [...before, ...limit], env });
    await server.run();
    return server;
  }

  async run() {
    this.port ??= await freePort();
    this.base = `http://127.0.0.1:${this.port}`;
    this.output = "";
    const port = ["--port", String(this.port), "--imports", this.imports];
    const line = [
      ...this.before,
      PROGRAM,
      "run",
      "--company",
      this.company,
      ...port,
      ...this.words,
    ];
    const begin = Date.now();
    this.child = spawn(line[0], line.slice(1), { env: { ...process.env, ...this.env } });
    const keep = (text) => (this.output = (this.output + text).slice(-200_000));
    this.child.stdout.on("data", keep);
    this.child.stderr.on("data", keep);
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
    await this.listening();
    this.startTime = Date.now() - begin;
  }

  /** Where the files lie that people sent. */
  get imports() {
    return join(this.folder, "imports");
  }

  get running() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** How the process ended, in words. */
  get end() {
    return this.child.signalCode ?? `exit ${this.child.exitCode}`;
  }

  /** Whether health is 200 within so many seconds. A dead process is noted and started again. */
  async survived(seconds = 10) {
    const well = await until(
      seconds,
      async () => !this.running || (await this.health()).status === 200,
    );
    if (this.running) return Boolean(well);
    this.deaths.push(this.end);
    // What ended it may go on: it is started until it stands.
    for (let times = 0; times < 9; ++times) {
      if (
        await this.run().then(
          () => true,
          () => false,
        )
      )
        return false;
      this.deaths.push(this.end);
    }
    await this.run();
    return false;
  }

  /** {status, text, time}; status 0 when nobody answers. */
  async health(from = "127.0.0.1") {
    return get(this.port, "/healthz", { from });
  }

  async check() {
    const place = ["--company", this.company, "--imports", this.imports];
    const { code, text } = await program(["check", ...place], { before: this.checkedFrom });
    return { sound: code === 0, text: text.slice(0, 500) };
  }

  /**
   * Memory of the program's own in MB and open descriptors. What it maps of the company's file, which
   * grows as people work, is the system's to drop.
   */
  size() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    const memory = Number(status.match(/^RssAnon:\s+(\d+)/m)[1]) / 1024;
    return { memory, descriptors: readdirSync(`/proc/${this.child.pid}/fd`).length };
  }

  async stop() {
    if (this.running) {
      this.child.kill("SIGTERM");
      if (!(await until(20, () => !this.running))) this.child.kill("SIGKILL");
    }
    await this.ended;
    served.delete(this);
    rmSync(this.folder, { recursive: true, force: true });
    if (this.dialect === "postgres") dropDatabase(this.company);
  }
}

/** The program as a command: {code, text} of all it says; `input` is typed. */
export function program(words, { before = [], env = {}, input = "" } = {}) {
  const line = [...before, PROGRAM, ...words];
  const child = spawn(line[0], line.slice(1), { env: { ...process.env, ...env } });
  let text = "";
  child.stdout.on("data", (part) => (text += part));
  child.stderr.on("data", (part) => (text += part));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve) =>
    child.once("close", (code, signal) => resolve({ code: signal ?? code, text })),
  );
}

const nameOf = (company) => company.match(/@\/([^?]+)\?/)[1];

function dropDatabase(company) {
  const { user, host } = cluster();
  try {
    execFileSync(join(POSTGRES_BIN, "dropdb"), [
      "-h",
      host,
      "-U",
      user,
      "--force",
      nameOf(company),
    ]);
  } catch {
    // The cluster goes away as a whole soon.
  }
}

/** Asks PostgreSQL itself; answers the rows as text. */
export function askPostgres(company, sql) {
  const { user, host } = cluster();
  const words = ["-h", host, "-U", user, "-At", "-c", sql, nameOf(company)];
  return execFileSync(join(POSTGRES_BIN, "psql"), words, { encoding: "utf8" }).trim();
}

export function monthAfter(month) {
  const next = new Date(`${month}-15T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 7);
}

/** A plain GET on a connection of its own. */
export function get(port, path, { from = "127.0.0.1", headers = {}, seconds = 60 } = {}) {
  const begin = performance.now();
  return new Promise((resolve) => {
    const give = (status, text) => resolve({ status, text, time: performance.now() - begin });
    const options = { port, host: "127.0.0.1", localAddress: from, path, headers, agent: false };
    const call = request({ ...options, timeout: seconds * 1000 }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => give(answer.statusCode, text));
      answer.on("error", (error) => give(0, error.code));
    });
    call.on("timeout", () => call.destroy(new Error("timeout")));
    call.on("error", (error) => give(0, error.code ?? error.message));
    call.end();
  });
}
