// What other users of the machine can read: files of the company, exports on their way, the
// password of the database in output, log and process list.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cluster } from "../api/server.mjs";
import { open } from "./raw.mjs";
import { program, Served, until } from "./served.mjs";
import { send, tried } from "./traffic.mjs";

const SECRET = "s3cr3t-of-the-torture";

function readable(path) {
  const mode = statSync(path).mode & 0o777;
  return (mode & 0o077) === 0 ? "" : `${path.split("/").pop()} ${mode.toString(8)}`;
}

/** Files below the folder that others may read; folders that are closed protect what is in them. */
function readableBelow(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) found.push(readable(path));
    else if (readable(path)) found.push(...readableBelow(path));
  }
  return found.filter(Boolean);
}

export async function filesAreOwn(server, record) {
  const clerk = await server.signIn("trade_planning");
  await send(clerk, "outlets", "code,name,region,channel\nX,x,11,X\n");
  if (server.dialect === "sqlite") {
    // A folder of another mode than ours, so that the file's own counts.
    const fresh = mkdtempSync(join(tmpdir(), "bihuan-modes-"));
    await program(["backup", join(fresh, "copy.db"), "--company", server.company]);
    await program(["migrate", "--company", join(fresh, "new.db")]);
    const open = readableBelow(fresh);
    record.promise(
      "a new company and a backup are their owner's only",
      open.length === 0,
      open.join(", "),
    );
    rmSync(fresh, { recursive: true, force: true });
  }
  const uploads = readableBelow(join(server.folder, "imports"));
  record.promise("uploads are their owner's only", uploads.length === 0, uploads.join(", "));
}

/** Exports lie nowhere that others could read while they are sent, and are gone afterwards. */
export async function exportsAreOwn(dialect, record) {
  const shared = mkdtempSync(join(tmpdir(), "bihuan-shared-"));
  const server = await Served.start(dialect, { env: { TMPDIR: shared } });
  try {
    const client = await server.signIn("finance");
    const seen = new Set();
    const socket = await open(server.port);
    socket.on("error", () => {});
    socket.pause();
    socket.write(
      `GET /v1/facts/sell-out/export?format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${client.cookie}\r\n\r\n`,
    );
    await until(
      15,
      () => {
        for (const one of readableBelow(shared)) seen.add(one.replace(/\d{4,}/, "…"));
        return false;
      },
      100,
    );
    socket.destroy();
    record.promise(
      "an export on its way is its owner's only",
      seen.size === 0,
      [...seen].join(", "),
    );
    const left = await until(20, () => readdirSync(shared).length === 0);
    record.promise(
      "an export that nobody fetches does not stay",
      left,
      readdirSync(shared).join(", "),
    );
  } finally {
    await server.stop();
    rmSync(shared, { recursive: true, force: true });
  }
}

/** A PostgreSQL whose address has a password: it is told nowhere. */
export async function secretsStayInside(dialect, record) {
  if (dialect !== "postgres") return;
  const folder = mkdtempSync(join(tmpdir(), "bihuan-log-"));
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "log.json");
  const server = await Served.start("postgres", { words: ["--log", log] });
  const { user, host } = cluster();
  const plain = server.company;
  try {
    await server.kill();
    const name = plain.match(/@\/([^?]+)\?/)[1];
    const secret = `postgres://${user}:${SECRET}@/${name}?host=${host}`;
    server.company = secret;
    await server.run();
    await tried((await server.signIn("finance")).get("/v1/products?limit=1"));
    const list = readFileSync(`/proc/${server.child.pid}/cmdline`, "utf8");
    record.promise(
      "the database's password is not in the process list",
      !list.includes(SECRET),
      list.replaceAll("\0", " "),
    );
    record.promise(
      "the database's password is not in the output",
      !server.output.includes(SECRET),
      server.output,
    );
    record.promise(
      "the database's password is not in the log",
      !readFileSync(log, "utf8").includes(SECRET),
      "it is",
    );
    await server.kill();
    for (const broken of [
      secret.replace(name, "nowhere_at_all"),
      secret.replace(host, "/nowhere"),
    ]) {
      const { text } = await program(["check", "--company", broken]);
      record.promise("the password is in no error", !text.includes(SECRET), text);
    }
    await addresses(record, { user, host, name });
  } finally {
    server.company = plain;
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The forms that people write. */
async function addresses(record, { user, host, name }) {
  const env = { PGHOST: host, PGUSER: user };
  const folder = encodeURIComponent(host);
  const forms = [
    `postgres://${user}@/${name}`,
    `postgresql://${user}@/${name}?host=${host}`,
    `postgres://${user}@${folder}/${name}`,
    `postgres:///${name}?host=${host}&user=${user}`,
    `postgres://${user}@${folder}:5432/${name}?sslmode=prefer`,
  ];
  const bad = [];
  for (const form of forms) {
    const { code, text } = await program(["check", "--company", form], { env });
    if (code !== 0) bad.push(`${form}: ${text.trim().slice(0, 120)}`);
  }
  record.promise(
    "every written form of a PostgreSQL address works",
    bad.length === 0,
    bad.join("; "),
  );
}
