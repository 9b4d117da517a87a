// Every operation × every role, a stranger, and people without the CSRF token; rows of others by
// their ids; and what field roles must not read, looked for in everything they can read.
import { Client } from "../../api/server.mjs";
import { operations } from "../../api/suites/permissions.mjs";
import { histogram } from "../record.mjs";
import { findLeaks, secretsBefore } from "../secrets.mjs";
import { Served } from "../served.mjs";
import { tried } from "../traffic.mjs";

const SAFE = ["GET", "HEAD"];
const FIELD = ["representative", "merchandiser", "regional_manager"];
// They would end the session, or begin work that other parts measure.
const leftOut = ({ id, path, method }) =>
  ["close_month", "run_month_step"].includes(id) ||
  (path.startsWith("/v1/session") && !SAFE.includes(method));

function ask(client, { method, path, upload }) {
  const options = upload ? { raw: "" } : SAFE.includes(method) ? {} : { body: {} };
  return tried(client.call(method, path, options));
}

/** One cell of the matrix: what is wrong with the answer, or nothing. */
function wrongIn(status, expected) {
  if (status >= 500 && status !== 503) return `failed with ${status}`;
  if (expected === "tried") return status === 401 ? "was refused with 401" : "";
  if (expected === "allowed")
    return [401, 403].includes(status) ? `was refused with ${status}` : "";
  return status === expected ? "" : `answered ${status}, not ${expected}`;
}

async function matrix(server, record) {
  const all = operations().filter(({ permission }) => permission !== "public");
  const cells = { forbidden: 0, allowed: 0, wrong: [], statuses: [] };
  const cell = async (name, client, operation, expected) => {
    const { status } = await ask(client, operation);
    const wrong = wrongIn(status, expected);
    if (wrong) cells.wrong.push(`${name}: ${operation.method} ${operation.path} ${wrong}`);
    cells.statuses.push(status);
    if (typeof expected === "number") ++cells.forbidden;
    else ++cells.allowed;
  };
  for (const operation of all) await cell("a stranger", new Client(server.base), operation, 401);
  const bare = await server.signIn("administrator");
  bare.csrf = "";
  for (const operation of all.filter(({ method }) => !SAFE.includes(method)))
    await cell("without the token", bare, operation, 403);
  for (const { login } of server.demo.accounts) {
    const client = await server.signIn(login);
    const granted = new Set(client.session.permissions);
    for (const operation of all) {
      if (leftOut(operation) || operation.streams) continue;
      const open = operation.permission === "signed_in" || granted.has(operation.permission);
      // What a role may change is refused by the row or the body, which say 403 of their own.
      const may = SAFE.includes(operation.method) ? "allowed" : "tried";
      await cell(login, client, operation, open ? may : 403);
    }
  }
  record.figure(
    "operations × (roles + stranger + without token): forbidden, allowed cells",
    `${cells.forbidden}, ${cells.allowed}`,
  );
  record.figure("their answers", histogram(cells.statuses));
  record.promise(
    "the gate gives every role what it is granted and no more",
    cells.wrong.length === 0,
    `${cells.wrong.length}: ${cells.wrong.slice(0, 100).join("; ")}`,
  );
}

/** {list path: ids} of all that the whole company holds. */
async function allRows(client, lists) {
  const rows = {};
  for (const path of lists) rows[path] = (await client.all(path)).map(({ id }) => id);
  return rows;
}

function lists() {
  const all = operations();
  const paths = new Set(all.map(({ method, path }) => `${method} ${path}`));
  return all
    .filter(
      ({ method, path }) =>
        method === "GET" && paths.has(`GET ${path}/1`) && paths.has(`PATCH ${path}/1`),
    )
    .map(({ path }) => path);
}

/** Rows that a field role's list does not show, asked for by their ids: read, changed, removed. */
async function hiddenRows(server, record, quick) {
  const most = quick ? 3 : 25;
  const whole = await allRows(await server.signIn("administrator"), lists());
  const shown = [];
  let tries = 0;
  for (const login of FIELD) {
    const client = await server.signIn(login);
    for (const [path, ids] of Object.entries(whole)) {
      const seen = new Set((await client.all(path).catch(() => [])).map(({ id }) => id));
      const hidden = ids.filter((id) => !seen.has(id)).slice(0, most);
      for (const id of hidden) {
        const edit = { body: {}, headers: { "If-Match": '"1"' } };
        for (const [method, options] of [
          ["GET"],
          ["PATCH", edit],
          ["DELETE", { headers: edit.headers }],
        ]) {
          const { status } = await tried(client.call(method, `${path}/${id}`, options));
          ++tries;
          if (![403, 404].includes(status))
            shown.push(`${login}: ${method} ${path}/${id} ${status}`);
        }
      }
    }
  }
  record.figure("hidden rows asked for by id", tries);
  record.promise(
    "a hidden row is not there, for reading, changing, removing",
    shown.length === 0,
    `${shown.length}: ${shown.slice(0, 100).join("; ")}`,
  );
}

async function conflicts(server, record) {
  const whole = await server.signIn("general_manager");
  const manager = await server.signIn("regional_manager");
  const seen = new Set((await manager.all("/v1/outlets")).map(({ id }) => id));
  const hidden = (await whole.all("/v1/outlets")).find(({ id }) => !seen.has(id));
  const mine = (await manager.get("/v1/outlets?limit=1")).json.items[0];
  const place = { region_id: mine.region_id, channel_id: mine.channel_id };
  const known = await tried(
    manager.post("/v1/outlets", { code: hidden.code, name: "probe", ...place }),
  );
  const told = /UNIQUE constraint|INSERT|duplicate key/i.test(known.text ?? "");
  record.promise("a conflict with a hidden row shows no SQL", !told, known.text);
}

export async function torture({ dialect, quick, record }) {
  const server = await Served.start(dialect);
  try {
    await matrix(server, record);
    await hiddenRows(server, record, quick);
    await conflicts(server, record);
    const secrets = await secretsBefore(server);
    for (const login of FIELD) {
      const { asked, leaks, kinds } = await findLeaks(server, login, secrets, quick);
      record.figure(`${login}: answers searched; secrets looked for`, `${asked}; ${kinds}`);
      record.promise(
        `${login} reads no secret of the company`,
        leaks.length === 0,
        leaks.slice(0, 100).join("; "),
      );
    }
    record.promise("the process lives", server.running, server.end);
  } finally {
    await server.stop();
  }
}
