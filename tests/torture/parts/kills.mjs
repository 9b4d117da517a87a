// kill −9 at random moments while people import, close, edit and correct. What was acknowledged is
// there afterwards, nothing is half done, and check is content.
import { randomOf } from "../raw.mjs";
import { quantile } from "../record.mjs";
import { pause, Served, until } from "../served.mjs";
import { codes, decide, repeat, sales, tried } from "../traffic.mjs";

const SEED = 20261201;

/** What was acknowledged, and what is known to have been sent. */
class Ledger {
  channels = [];
  edits = new Map(); // id → the highest version that was answered
  corrections = [];
  imports = new Map(); // day → {rows, job}
  closes = [];
}

async function creates(client, ledger, round, going) {
  return repeat(going, async (i) => {
    const code = `K${round}x${i}`;
    const answer = await tried(client.post("/v1/channels", { code, name: `渠道 ${i}` }));
    if (answer.status === 201) ledger.channels.push(code);
    else await pause(5);
  });
}

async function edits(client, ledger, rows, going) {
  return repeat(going, async (i) => {
    const id = rows[i % rows.length];
    const seen = await tried(client.get(`/v1/brands/${id}`));
    if (seen.status !== 200) return pause(5);
    const headers = { "If-Match": seen.headers.get("etag") };
    const answer = await tried(
      client.patch(`/v1/brands/${id}`, { name: `品牌 ${i}` }, { headers }),
    );
    if (answer.status === 200) ledger.edits.set(id, Number(answer.json.version));
  });
}

async function corrections(client, server, ledger, product, going) {
  const body = { month: server.month, target_month: server.targetMonth, product_id: product };
  const change = { ...body, layer: "marketing_override", quantity_change: 1, reason: "torture" };
  return repeat(going, async () => {
    const answer = await tried(client.post("/v1/overrides", change));
    if (answer.status === 201) ledger.corrections.push(answer.json.id);
    else await pause(5);
  });
}

async function imports(client, ledger, round, [outlets, products], going) {
  return repeat(going, async (i) => {
    const day = new Date(Date.UTC(2019, 0, 1 + round * 10 + (i % 10))).toISOString().slice(0, 10);
    const file = sales(outlets, products, [day], 2 + i);
    const sent = await tried(
      client.call("POST", "/v1/imports?kind=sell-out&name=k.csv", {
        raw: file,
        headers: { "Content-Type": "application/octet-stream" },
      }),
    );
    if (sent.status !== 202) return pause(20);
    await ended(client, sent.json.job_id, going);
    const taken = await tried(decide(client, sent.json.id));
    if (taken.status !== 202) return pause(20);
    ledger.imports.set(day, { rows: outlets.length * products.length, job: taken.json.job_id });
    await ended(client, taken.json.job_id, going);
  });
}

async function closes(client, server, ledger, going) {
  return repeat(going, async () => {
    const answer = await tried(client.post(`/v1/months/${server.month}/close`, { force: true }));
    if (answer.status !== 202) return pause(50);
    ledger.closes.push(answer.json.job_id);
    await ended(client, answer.json.job_id, going);
  });
}

async function ended(client, job, going = () => true) {
  return until(
    120,
    async () => {
      if (!going()) return true;
      const { json } = await tried(client.get(`/v1/jobs/${job}`));
      return ["done", "failed", "cancelled"].includes(json?.status) && json;
    },
    30,
  );
}

/** What is missing or half done, in words. */
async function losses(server, ledger) {
  const client = await server.signIn("administrator");
  const planner = await server.signIn("marketing_manager");
  const found = [];
  const there = new Set(await codes(client, "/v1/channels"));
  found.push(
    ...ledger.channels.filter((code) => !there.has(code)).map((code) => `channel ${code}`),
  );
  for (const [id, version] of ledger.edits) {
    const { json } = await client.get(`/v1/brands/${id}`);
    if (Number(json.version) < version)
      found.push(`brand ${id}: version ${json.version} of ${version}`);
  }
  const overrides = await planner.get(`/v1/overrides?month=${server.month}`);
  const ids = new Set((overrides.json.items ?? overrides.json).map(({ id }) => id));
  found.push(...ledger.corrections.filter((id) => !ids.has(id)).map((id) => `correction ${id}`));
  for (const job of [...ledger.closes, ...[...ledger.imports.values()].map((one) => one.job)]) {
    const row = await ended(planner, job);
    if (row?.status !== "done")
      found.push(`job ${job}: ${row?.status} ${JSON.stringify(row?.error)}`);
  }
  for (const [day, { rows }] of ledger.imports) {
    const file = await client.get(
      `/v1/facts/sell-out/export?format=csv&language=en&from=${day}&to=${day}`,
    );
    const lines = file.text.trim().split("\n").length - 1;
    if (lines !== rows) found.push(`import of ${day}: ${lines} of ${rows} rows`);
  }
  return found;
}

async function oneKill(server, round, moment, sum) {
  const [administrator, planner, clerk, researcher] = await Promise.all(
    ["administrator", "product_planning", "trade_planning", "marketing_manager"].map((login) =>
      server.signIn(login),
    ),
  );
  const [outlets, products] = [
    await codes(administrator, "/v1/outlets"),
    await codes(administrator, "/v1/products"),
  ];
  const brands = (await administrator.all("/v1/brands")).map(({ id }) => id);
  const product = (await administrator.get("/v1/products?limit=1&filter[own]=true")).json.items[0]
    .id;
  const ledger = new Ledger();
  let alive = true;
  const going = () => alive;
  const work = [
    creates(administrator, ledger, round, going),
    edits(planner, ledger, brands, going),
    corrections(researcher, server, ledger, product, going),
    imports(clerk, ledger, round, [outlets.slice(0, 60), products.slice(0, 20)], going),
    closes(researcher, server, ledger, going),
  ];
  await pause(moment);
  await server.kill();
  alive = false;
  await Promise.all(work);
  await server.run();
  sum.restarts.push(server.startTime / 1000);
  sum.lost.push(...(await losses(server, ledger)));
  const { sound, text } = await server.check();
  if (!sound) sum.unsound.push(`round ${round}: ${text}`);
  sum.creates += ledger.channels.length;
  sum.edits += [...ledger.edits.values()].length;
  sum.corrections += ledger.corrections.length;
  sum.imports += ledger.imports.size;
  sum.closes += ledger.closes.length;
}

export async function torture({ dialect, quick, record }) {
  const kills = quick ? 3 : dialect === "sqlite" ? 60 : 20;
  const random = randomOf(SEED);
  const sum = {
    creates: 0,
    edits: 0,
    corrections: 0,
    imports: 0,
    closes: 0,
    lost: [],
    unsound: [],
    restarts: [],
  };
  const server = await Served.start(dialect);
  try {
    for (let round = 0; round < kills; ++round)
      await oneKill(server, round, 400 + random.below(4000), sum);
  } finally {
    await server.stop();
  }
  record.figure("kills", kills);
  record.figure("acknowledged: creates, edited rows", `${sum.creates}, ${sum.edits}`);
  record.figure(
    "acknowledged: corrections, imports, closes",
    `${sum.corrections}, ${sum.imports}, ${sum.closes}`,
  );
  record.figure("lost or half done", sum.lost.length);
  record.figure(
    "restart, median / worst",
    `${quantile(sum.restarts, 0.5).toFixed(1)} / ${Math.max(...sum.restarts).toFixed(1)} s`,
  );
  const work = [sum.creates, sum.edits, sum.corrections, sum.imports, sum.closes];
  record.promise(
    "work of every kind was acknowledged before the kills",
    work.every((many) => many > 0),
    work.join(", "),
  );
  record.promise(
    "nothing acknowledged is lost, nothing half done",
    sum.lost.length === 0,
    sum.lost.slice(0, 100).join("; "),
  );
  record.promise(
    "check is content after every kill",
    sum.unsound.length === 0,
    sum.unsound.slice(0, 3).join("; "),
  );
}
