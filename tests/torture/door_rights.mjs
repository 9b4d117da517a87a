// What people may not do by a detour: imports, others' proposals and copies, the last account; and
// what is kept of who tried.
import { Client } from "../api/server.mjs";
import { until } from "./served.mjs";
import { decide, send, tried } from "./traffic.mjs";

/** A sales manager makes no regions, not by a file either. */
export async function importsMakeNoRegions(server, record) {
  const client = await server.signIn("sales_manager");
  const sent = await send(
    client,
    "outlets",
    "code,name,region,channel\nDOOR,n,NEWREGION,NEWCHANNEL\n",
  );
  if (sent.id) {
    const changed = await tried(
      decide(client, sent.id, { options: { create_missing: true } }),
    );
    if (changed.json?.job_id) await client.finished(changed.json.job_id);
    const taken = await tried(decide(client, sent.id));
    if (taken.json?.job_id) await client.finished(taken.json.job_id);
  }
  const head = await server.signIn("administrator");
  const made = [];
  for (const path of ["regions", "channels"]) {
    const rows = await head.all(`/v1/${path}`);
    made.push(
      ...rows
        .filter(({ code, name }) => /^NEW/.test(code) || /^NEW/.test(name))
        .map(({ code }) => `${path} ${code}`),
    );
  }
  record.promise(
    "an import makes no regions and channels for who may not",
    made.length === 0,
    made.join(", "),
  );
}

/** A representative proposes for the own person, in the own region. */
export async function proposalsAreOwn(server, record) {
  const client = await server.signIn("representative");
  const { id: me, region_ids: regions } = client.session.person;
  const head = await server.signIn("administrator");
  const people = await head.all("/v1/people");
  const other = people.find(
    ({ id, roles, region_ids: theirs }) =>
      id !== me && roles.includes("representative") && theirs[0] !== regions[0],
  );
  const product = (await client.get("/v1/products?limit=1&filter[own]=true")).json.items[0].id;
  const body = { target_month: "2028-03", product_id: product, quantity: 1, reason: "door" };
  const others = { ...body, representative_id: other.id, region_id: other.region_ids[0] };
  const tries = [
    ["of another, in the other's region", others],
    ["of another, in the own region", { ...others, region_id: regions[0] }],
    [
      "of the own person, in another region",
      { ...body, representative_id: me, region_id: other.region_ids[0] },
    ],
  ];
  const taken = [];
  for (const [name, one] of tries)
    if ((await tried(client.post("/v1/target-proposals", one))).status < 300) taken.push(name);
  const row = await tried(
    head.post("/v1/target-proposals", {
      ...others,
      target_month: "2028-04",
      region_id: regions[0],
    }),
  );
  if (row.status === 201) {
    const place = `/v1/target-proposals/${row.json.id}`;
    const headers = { "If-Match": row.headers.get("etag") };
    if ((await tried(client.patch(place, { quantity: 2 }, { headers }))).status < 300)
      taken.push("a change of another's");
    if ((await tried(client.call("DELETE", place, { headers }))).status < 300)
      taken.push("a removal of another's");
  }
  record.promise(
    "a representative writes no proposals of others",
    taken.length === 0,
    taken.join(", "),
  );
}

/** What-if copies belong to who made them. */
export async function copiesAreOwn(server, record) {
  const owner = await server.signIn("marketing_manager");
  const other = await server.signIn("trade_planning");
  const made = await tried(
    owner.post("/v1/scenarios", { name: "my own what-if", month: server.month }),
  );
  const { items } = (await owner.get("/v1/scenarios")).json;
  const copy = items.find(({ name }) => name === "my own what-if");
  if (!copy) return void record.promise("a what-if copy can be made", false, made.text);
  const removed = await tried(other.call("DELETE", `/v1/scenarios/${copy.id}`));
  record.promise(
    "nobody removes the what-if copy of another",
    removed.status >= 400 && removed.status < 500,
    `${removed.status}`,
  );
}

/** Formulas in a table's cells are text for who opens it. */
export async function shieldedCells(server, record) {
  const client = await server.signIn("administrator");
  const names = ["=1+1", "＝1+1", " =1+1", "\t=1", "+1", "-1+1", "@x", "＋1", "－1", "＠x"];
  const made = [];
  for (const [at, name] of names.entries()) {
    const { status, json } = await tried(
      client.post("/v1/brands", { code: `SHIELD${at}`, name, own: false }),
    );
    if (status === 201) made.push({ code: `SHIELD${at}`, name: json.name });
  }
  const { text } = await client.get("/v1/brands/export?format=csv&language=en");
  const open = made.filter(({ code }) => {
    const line = text.split(/\r?\n/).find((one) => one.includes(code)) ?? "";
    return line
      .split(",")
      .some((cell) => /^"?\s*[=+@＝＋＠－-]/.test(cell) && !/^"?-?\d+"?$/.test(cell));
  });
  record.promise(
    "every cell that could be a formula is shielded",
    made.length > 0 && open.length === 0,
    open.map(({ name }) => JSON.stringify(name)).join(", "),
  );
}

/** Failed sign-ins, refusals, exports and changed roles leave an event. */
export async function eventsAreKept(server, record) {
  const head = await server.signIn("administrator");
  const client = await server.signIn("purchasing");
  const total = async () => (await head.get("/v1/events?limit=1")).json.total;
  const deeds = {
    "a failed sign-in": () =>
      new Client(server.base).post("/v1/session", { login: "purchasing", password: "wrong wrong" }),
    "a refusal": () => client.post("/v1/brands", { code: "E", name: "e", own: false }),
    "an export": () => client.get("/v1/products/export?format=csv"),
    "an export of facts": () =>
      client.get("/v1/facts/sell-in/export?format=csv&from=2026-10-01&to=2026-10-01"),
  };
  const silent = [];
  for (const [name, deed] of Object.entries(deeds)) {
    const before = await total();
    await tried(deed());
    // Refusals may be written a little later, many at a time.
    if (!(await until(20, async () => (await total()) > before))) silent.push(name);
  }
  record.promise(
    "failed sign-ins, refusals and exports leave events",
    silent.length === 0,
    silent.join(", "),
  );
}

/** The only administrator can neither go nor lay down the role. */
export async function administratorStays(server, record) {
  const client = await server.signIn("administrator");
  const me = client.session.person.id;
  const path = `/v1/people/${me}`;
  const now = await client.get(path);
  const headers = { "If-Match": now.headers.get("etag") };
  const roles = await tried(client.patch(path, { roles: ["auditor"] }, { headers }));
  record.promise(
    "the last administrator keeps the role",
    roles.status >= 400 && roles.status < 500,
    `${roles.status}`,
  );
  if (roles.status === 200) return;
  const erased = await tried(client.call("DELETE", `${path}/account`));
  record.promise(
    "the last administrator keeps the account",
    erased.status >= 400 && erased.status < 500,
    `${erased.status}`,
  );
}
