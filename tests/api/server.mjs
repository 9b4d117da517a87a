// A real `bihuan run` on a temporary demo company, and clients that speak to it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PROGRAM = process.env.BIHUAN ?? join(import.meta.dirname, "../../build/release/bihuan");
const POSTGRES = process.env.BIHUAN_TEST_POSTGRES ?? "";
export const POSTGRES_BIN = process.env.BIHUAN_POSTGRES_BIN ?? "/usr/lib/postgresql/15/bin";

export const dialects = POSTGRES ? ["sqlite", "postgres"] : ["sqlite"];

export function bihuan(...words) {
  return execFileSync(PROGRAM, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** {user, host} of the cluster that the tests run beside. */
export function cluster() {
  const [, user, , host] = POSTGRES.match(/^postgres:\/\/([^@]+)@\/([^?]+)\?host=(.+)$/);
  return { user, host };
}

/** A PostgreSQL database of its own beside the tests' one, postgres://user@/name?host=folder. */
export function makeDatabase(name, ...options) {
  const { user, host } = cluster();
  execFileSync(join(POSTGRES_BIN, "createdb"), ["-h", host, "-U", user, ...options, name]);
  return `postgres://${user}@/${name}?host=${host}`;
}

/** A company of the demo, served; `stop()` takes everything away. */
export class Server {
  static async start(dialect) {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), "bihuan-api-"));
    server.company =
      dialect === "postgres"
        ? makeDatabase(`api_${process.pid}`)
        : join(server.folder, "company.db");
    server.demo = JSON.parse(bihuan("demo", "--size", "small", "--json", "--company", server.company));
    await server.run();
    return server;
  }

  clients = {};

  async run() {
    this.port = await freePort();
    this.base = `http://127.0.0.1:${this.port}`;
    this.output = "";
    this.child = spawn(PROGRAM, ["run", "--company", this.company, "--port", String(this.port)]);
    this.child.stdout.on("data", (text) => (this.output += text));
    this.child.stderr.on("data", (text) => (this.output += text));
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
    await this.listening();
  }

  async listening() {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      if (this.child.exitCode !== null) break;
      const answer = await fetch(`${this.base}/healthz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The server does not answer:\n${this.output}`);
  }

  /** Ends the process at once, as kill -9 does. */
  async kill() {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  async stop() {
    this.child.kill("SIGTERM");
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A client signed in as the role; the same one again, for the server slows down who signs in
   * too often. `fresh` makes another session. */
  async signIn(login, { fresh = false } = {}) {
    if (!fresh && this.clients[login])
      return Object.assign(new Client(), this.clients[login], { base: this.base });
    const client = new Client(this.base);
    const answer = await client.signIn(login, this.demo.password);
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.text}`);
    if (!fresh) this.clients[login] = client;
    return Object.assign(new Client(this.base), client);
  }
}

export class Client {
  cookie = "";
  csrf = "";

  constructor(base) {
    this.base = base;
  }

  /** Answers {status, headers, text, json}; json is undefined where the body is none. */
  async call(method, path, { body, raw, headers = {}, redirect = "manual" } = {}) {
    const all = { ...headers };
    if (this.cookie) all.cookie = this.cookie;
    if (this.csrf && !("X-CSRF-Token" in all)) all["X-CSRF-Token"] = this.csrf;
    if (body !== undefined) all["Content-Type"] ??= "application/json";
    const answer = await fetch(this.base + path, {
      method,
      headers: all,
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      redirect,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString("utf8");
    const json = (answer.headers.get("content-type") ?? "").includes("json")
      ? JSON.parse(text)
      : undefined;
    return { status: answer.status, headers: answer.headers, bytes, text, json };
  }

  get(path, options) {
    return this.call("GET", path, options);
  }
  post(path, body, options) {
    return this.call("POST", path, { body, ...options });
  }
  patch(path, body, options) {
    return this.call("PATCH", path, { body, ...options });
  }

  async signIn(login, password) {
    const answer = await this.post("/v1/session", { login, password });
    if (answer.status === 200) {
      this.cookie = answer.headers.getSetCookie()[0].split(";")[0];
      this.csrf = answer.json.csrf_token;
      this.session = answer.json;
    }
    return answer;
  }

  /** Every row of a list, page by page. */
  async all(path, limit = 200) {
    const rows = [];
    const joint = path.includes("?") ? "&" : "?";
    let after = "";
    do {
      const page = await this.get(
        `${path}${joint}limit=${limit}${after && `&after=${encodeURIComponent(after)}`}`,
      );
      if (page.status !== 200) throw new Error(`${path}: ${page.text}`);
      rows.push(...page.json.items);
      after = page.json.next ?? "";
    } while (after);
    return rows;
  }

  /** The job once it has come to an end. */
  async finished(jobId) {
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      const { json } = await this.get(`/v1/jobs/${jobId}`);
      if (["done", "failed", "cancelled"].includes(json.status)) return json;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Job ${jobId} does not end.`);
  }
}

