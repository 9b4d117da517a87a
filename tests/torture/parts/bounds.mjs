// Every field of every body gets what it does not expect. Afterwards the forecast, its table, the
// targets, the production plan and the close still work, and check is content.
import { Bodies, bodies } from "../bodies.mjs";
import { CONTROL, HUGE, hostileValues, LONG, NAMES } from "../hostile_values.mjs";
import { histogram } from "../record.mjs";
import { Served, until } from "../served.mjs";
import { codes, send, tried } from "../traffic.mjs";

const WRITERS = [
  "administrator",
  "sales_manager",
  "marketing_manager",
  "representative",
  "general_manager",
];

/** Sends one body with one field replaced by raw JSON. */
async function send1(client, { method }, { path, body, row }, field, json) {
  const rest = Object.entries(body).filter(([name]) => name !== field);
  const members = [
    ...rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
    `${JSON.stringify(field)}:${json}`,
  ];
  const headers = { "Content-Type": "application/json" };
  if (row) headers["If-Match"] = (await tried(client.get(path))).headers.get("etag") ?? '"1"';
  return tried(client.call(method, path, { raw: `{${members.join(",")}}`, headers }));
}

/** What may not be taken, whatever the field. */
function mustRefuse(name, numeric, field) {
  if (numeric && name in HUGE) return true;
  if (name in LONG) return true;
  return name in CONTROL && ["code", "name"].includes(field);
}

async function everyField(server, people, record, quick) {
  const found = { tried: 0, statuses: [], failures: [], taken: [], operations: 0, empty: [] };
  const source = new Bodies(server, people);
  await source.load();
  for (const operation of bodies()) {
    const first = await source.of(operation);
    if (!first) continue;
    const client = await writerOf(people, operation);
    if (operation.method === "POST" && operation.id.startsWith("create_")) {
      const plain = await tried(client.post(first.path, first.body));
      if (plain.status !== 201)
        found.empty.push(`${operation.id} ${plain.status} ${plain.text.slice(0, 200)}`);
    }
    ++found.operations;
    for (const [field, schema] of Object.entries(operation.properties))
      for (const [at, { name, json, numeric }] of hostileValues(schema).entries()) {
        // Quickly: all that must be refused, and of the rest every third.
        if (quick && !mustRefuse(name, numeric, field) && (at + field.length) % 3) continue;
        const base = await source.of(operation);
        const { status, text } = await send1(client, operation, base, field, json);
        ++found.tried;
        found.statuses.push(status);
        const what = `${operation.id} ${field} = ${name}`;
        if (status === 0 || (status >= 500 && status !== 503))
          found.failures.push(`${what}: ${status} ${status ? "" : text}`);
        if (status < 300 && mustRefuse(name, numeric, field)) found.taken.push(what);
      }
  }
  record.figure("operations, hostile values tried", `${found.operations}, ${found.tried}`);
  record.figure("their answers", histogram(found.statuses));
  record.figure("values taken that must be refused", found.taken.length);
  record.promise(
    "the bodies tried are good but for the value",
    found.empty.length === 0,
    found.empty.join("; "),
  );
  record.promise(
    "no value makes an operation fail",
    found.failures.length === 0,
    `${found.failures.length}: ${found.failures.slice(0, 100).join("; ")}`,
  );
  record.promise(
    "numbers, lengths and signs have bounds",
    found.taken.length === 0,
    `${found.taken.length}: ${found.taken.slice(0, 100).join("; ")}`,
  );
}

async function writerOf(people, { id, permission }) {
  if (/override/.test(id)) return people.sales_manager;
  if (id === "create_target_proposals") return people.representative;
  const able = WRITERS.find((login) => people[login].session.permissions.includes(permission));
  return people[able ?? "administrator"];
}

/** The lowest role's own proposal, the regional manager's correction: what broke the company before. */
async function lowRoles(server, record) {
  const representative = await server.signIn("representative");
  const proposal = (
    await representative.get(
      `/v1/target-proposals?limit=1&filter[target_month]=${server.targetMonth}`,
    )
  ).json.items[0];
  if (!proposal) throw new Error("The representative has no proposal.");
  const path = `/v1/target-proposals/${proposal.id}`;
  const seen = await tried(representative.get(path));
  const headers = { "If-Match": seen.headers.get("etag"), "Content-Type": "application/json" };
  const answer = await tried(
    representative.call("PATCH", path, { raw: `{"quantity":9223372036854775807}`, headers }),
  );
  record.promise(
    "a representative's proposal of 2^63−1 is refused",
    answer.status === 422,
    `${answer.status}`,
  );
}

async function names(server, record) {
  const client = await server.signIn("administrator");
  const refused = [];
  for (const [at, name] of NAMES.entries()) {
    const { status, text } = await tried(
      client.post("/v1/brands", { code: `N${at}`, name, own: false }),
    );
    if (status !== 201) refused.push(`${name}: ${status} ${text.slice(0, 100)}`);
  }
  record.promise("names of every script are taken", refused.length === 0, refused.join("; "));
  const clerk = await server.signIn("marketing_manager");
  const rows = NAMES.map((name, at) => `IB${at},${name}`).join("\n");
  const sent = await send(clerk, "brands", `code,name\n${rows}\n`);
  const failed = sent.import?.rows_failed ?? -1;
  record.promise(
    "a file with such names is taken",
    sent.import?.rows_added === NAMES.length,
    `${sent.status} ${failed} failed ${JSON.stringify(sent.import?.issues ?? sent.text).slice(0, 200)}`,
  );
}

async function importNumbers(server, record) {
  const clerk = await server.signIn("trade_planning");
  const [outlets, products] = [
    await codes(clerk, "/v1/outlets"),
    await codes(clerk, "/v1/products"),
  ];
  const figures = [
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "NaN",
    "99999999999999999999",
    "2000000000000000",
  ];
  const rows = figures.map(
    (figure, at) => `2020-07-0${at + 1},${outlets[0]},${products[0]},${figure},1`,
  );
  const sent = await send(
    clerk,
    "sell-out",
    `日期,门店编码,产品编码,数量,销售额\n${rows.join("\n")}\n`,
  );
  record.promise(
    "a file's figures have bounds too",
    sent.import?.rows_failed === figures.length,
    `${sent.import?.rows_failed} of ${figures.length} refused`,
  );
}

async function largeBodies(server, record, slack) {
  const client = await server.signIn("administrator");
  const many = `{"code":"L","name":"l",${Array.from({ length: 90_000 }, (_, i) => `"u${i}":1`).join(",")}}`;
  const begin = performance.now();
  const answer = await tried(
    client.call("POST", "/v1/channels", {
      raw: many,
      headers: { "Content-Type": "application/json" },
    }),
  );
  record.figure(
    "90,000 unknown members: answer",
    `${answer.status}, ${(answer.text.length / 1000).toFixed(0)} kB, ${(performance.now() - begin).toFixed(0)} ms`,
  );
  record.promise(
    "unknown members are answered shortly",
    answer.status >= 400 &&
      answer.status < 500 &&
      answer.text.length < 100_000 &&
      performance.now() - begin < 3000 * slack,
    `${answer.status}, ${answer.text.length} bytes`,
  );
  const force = await tried(
    client.call("POST", `/v1/months/${server.month}/close`, {
      raw: '{"force":"yes"}',
      headers: { "Content-Type": "application/json" },
    }),
  );
  record.promise('"force":"yes" is 422', force.status === 422, `${force.status}`);
}

/** What everybody needs still works. */
async function aftermath(server, record) {
  const client = await server.signIn("marketing_manager");
  const month = `month=${server.month}`;
  const ahead = `${month}&target_month=${server.targetMonth}`;
  const { json } = await client.get("/v1/products?limit=1&filter[own]=true");
  const id = json.items[0].id;
  const broken = [];
  for (const path of [
    `forecasts?${month}&product_id=${id}`,
    `forecast-table?${ahead}`,
    `targets?${ahead}`,
    `production?${month}`,
    `explanations/forecast?${ahead}&product_id=${id}`,
  ]) {
    const { status } = await tried(client.get(`/v1/${path}`));
    if (status !== 200) broken.push(`${path.split("?")[0]} ${status}`);
  }
  record.promise(
    "forecast, table, targets, production are still read",
    broken.length === 0,
    broken.join(", "),
  );
  const started = await tried(client.post(`/v1/months/${server.month}/close`, { force: true }));
  const job = await until(240, async () => {
    const { json: row } = await tried(client.get(`/v1/jobs/${started.json?.job_id}`));
    return ["done", "failed"].includes(row?.status) && row;
  });
  record.promise("the month still closes", job?.status === "done", JSON.stringify(job?.error));
  const { sound, text } = await server.check();
  record.promise("check is content after hostile values", sound, text);
}

export async function torture({ dialect, quick, slack, record }) {
  const server = await Served.start(dialect);
  try {
    const people = {};
    for (const login of WRITERS) people[login] = await server.signIn(login);
    await names(server, record);
    await importNumbers(server, record);
    await largeBodies(server, record, slack);
    await lowRoles(server, record);
    await everyField(server, people, record, quick);
    await aftermath(server, record);
    record.promise("the process lives", server.running, server.end);
  } finally {
    await server.stop();
  }
}
