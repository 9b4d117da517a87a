// Ten kinds of people at work, and ten kinds of abuse beside them. Each is a function that does one
// round of its work and notes every status under its name.
import { Client } from "../api/server.mjs";
import { mutation } from "./parts/bytes.mjs";
import { exchange, open, randomOf, statuses } from "./raw.mjs";
import { get, pause, until } from "./served.mjs";
import { days, decide, rowOf, sales, send, tried } from "./traffic.mjs";

const PAGES = [
  "/v1/session",
  "/v1/products?limit=50",
  "/v1/outlets?limit=50&sort=name",
  "/v1/promotions?limit=50",
  "/index.html",
  "/v1/people?limit=50",
];

/** {name: round} of people at work; `note(name, status)` writes down. */
export function workers(server, people, note) {
  const { month, targetMonth } = server;
  const ask = async (name, client, path) => note(name, (await tried(client.get(path))).status);
  const product = people.product;
  const ahead = `month=${month}&target_month=${targetMonth}`;
  const figures = [
    `forecasts?month=${month}&product_id=${product}`,
    `targets?${ahead}`,
    `production?month=${month}`,
    `forecast-table?${ahead}`,
  ];
  const pages = [...PAGES, ...figures.map((path) => `/v1/${path}`)];
  return {
    "reader of pages": (i) => ask("reader of pages", people.finance, pages[i % pages.length]),
    searcher: (i) =>
      ask(
        "searcher",
        people.purchasing,
        `/v1/search?q=${encodeURIComponent("超市便利果汁饮料"[i % 8])}`,
      ),
    editor: (i) => edit(people.product_planning, i, note),
    corrector: () => correct(server, people, note),
    importer: (i) => bringIn(people, i, note),
    exporter: (i) =>
      ask(
        "exporter",
        people.auditor,
        i % 3
          ? "/v1/outlets/export?format=csv"
          : "/v1/facts/sell-in/export?format=csv&from=2026-10-01",
      ),
    closer: () => close(server, people.marketing_manager, note),
    "event listener": () => follow(server, people.marketing_manager, note),
    "signer-in": (i) => comeAndGo(server, i, note),
    "slow reader": (i) => readSlowly(server, people.production, i, note),
  };
}

async function edit(client, i, note) {
  const { id, etag } = await rowOf(client, "/v1/brands");
  const { status } = await tried(
    client.patch(`/v1/brands/${id}`, { name: `品牌 ${i}` }, { headers: { "If-Match": etag } }),
  );
  note("editor", status);
}

async function correct({ month, targetMonth }, people, note) {
  const figure = {
    month,
    target_month: targetMonth,
    product_id: people.product,
    region_id: people.region,
  };
  const made = await tried(
    people.sales_manager.post("/v1/overrides", {
      ...figure,
      layer: "sales_override",
      quantity_change: 1,
      reason: "soak",
    }),
  );
  note("corrector", made.status);
  // Withdrawn again: a month with a thousand corrections is no month of a company.
  if (made.status === 201)
    note(
      "corrector",
      (await tried(people.sales_manager.call("DELETE", `/v1/overrides/${made.json.id}`))).status,
    );
}

async function bringIn(people, i, note) {
  const client = people.trade_planning;
  const [day] = days("2018-01-01", 1);
  const sent = await send(
    client,
    "sell-out",
    sales(people.outlets, people.products, [day], 1 + (i % 7)),
  );
  note("importer", sent.status);
  if (!sent.id) return;
  const { status, json } = await tried(decide(client, sent.id));
  note("importer", status);
  if (status === 202) note("importer", (await client.finished(json.job_id)).status);
}

async function close({ month }, client, note) {
  const { status, json } = await tried(client.post(`/v1/months/${month}/close`, { force: true }));
  note("closer", status);
  if (status === 202) note("closer", (await client.finished(json.job_id)).status);
}

async function follow(server, client, note) {
  const { json } = await tried(client.get("/v1/jobs?limit=1"));
  const job = json?.items?.[0]?.id;
  if (job) note("event listener", (await tried(client.get(`/v1/jobs/${job}/events`))).status);
}

async function comeAndGo(server, i, note) {
  const client = new Client(server.base);
  const logins = [
    "advertising_planning",
    "promotion_planning",
    "material_production",
    "research_development",
  ];
  const { status } = await tried(client.signIn(logins[i % logins.length], server.demo.password));
  note("signer-in", status);
  if (status === 200) note("signer-in", (await tried(client.call("DELETE", "/v1/session"))).status);
  await pause(400);
}

/** As a phone in a lift: a large answer, a little at a time. */
async function readSlowly(server, client, i, note) {
  const socket = await open(server.port);
  let text = "";
  let ended = false;
  socket.on("data", (part) => {
    text = (text + part.toString("latin1")).slice(0, 2000);
    socket.pause();
    setTimeout(() => socket.resume(), 50);
  });
  for (const name of ["error", "end", "close"]) socket.on(name, () => (ended = true));
  socket.write(
    `GET /v1/outlets?limit=1000 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: ${client.cookie}\r\n\r\n`,
  );
  await until(8, () => ended, 50);
  note("slow reader", statuses(text)[0] ?? (ended ? "none" : "slow"));
  socket.destroy();
}

/** {name: round} of who means no good, all from another address. */
export function abusers(server, people, note) {
  const { port } = server;
  const heavy = `/v1/forecasts/anatomy?month=${server.month}&product_id=${people.product}`;
  const asHeavy = `GET ${heavy} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${people.representative.cookie}\r\n\r\n`;
  const raw = async (name, pieces, options) =>
    note(name, (await exchange(port, pieces, options)).statuses[0] ?? "none");
  return {
    "abuse: odd bytes": (i) =>
      raw("abuse: odd bytes", mutation(randomOf(i)), { wait: 100, enough: 1 }),
    "abuse: split chunks": () =>
      raw(
        "abuse: split chunks",
        [
          "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
          "\r",
        ],
        { gap: 50, wait: 100 },
      ),
    "abuse: heavy queries": () => burst(port, asHeavy, 10, note),
    "abuse: hang-ups": () => hangUp(port, asHeavy),
    "abuse: guesses": (i) => guess(server, i, note),
    "abuse: idle connections": () => idle(port),
    "abuse: listeners": () => listeners(server, people.representative),
    "abuse: large numbers": () => large(people, server, note),
    "abuse: large bodies": () =>
      raw(
        "abuse: large bodies",
        [
          "POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 90000000\r\n\r\n",
          "x".repeat(60_000),
        ],
        { wait: 200, enough: 1 },
      ),
    "abuse: forbidden": async () =>
      note(
        "abuse: forbidden",
        (await tried(people.representative.post("/v1/regions", { code: "Q", name: "q" }))).status,
      ),
  };
}

async function burst(port, text, many, note) {
  const answers = await Promise.all(
    Array.from({ length: many }, () => exchange(port, [text], { wait: 20_000, enough: 1 })),
  );
  for (const { statuses: found } of answers) note("abuse: heavy queries", found[0] ?? "none");
  await pause(500);
}

async function hangUp(port, text) {
  const socket = await open(port).catch(() => null);
  socket?.on("error", () => {});
  socket?.write(text);
  await pause(20);
  socket?.resetAndDestroy();
  await pause(300);
}

async function guess({ port }, i, note) {
  const body = `{"login":"nobody${i}","password":"wrong wrong"}`;
  const head = `POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json`;
  const text = `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const { statuses: found } = await exchange(port, [text], { wait: 10_000, enough: 1 });
  note("abuse: guesses", found[0] ?? "none");
  await pause(100);
}

async function idle(port) {
  const sockets = await Promise.all(
    Array.from({ length: 50 }, () => open(port, { from: "127.0.0.3" }).catch(() => null)),
  );
  for (const socket of sockets) socket?.on("error", () => {});
  await pause(3000);
  for (const socket of sockets) socket?.destroy();
}

async function listeners(server, client) {
  const { json } = await tried(client.get("/v1/jobs?limit=1"));
  const path = `/v1/jobs/${json?.items?.[0]?.id ?? 1}/events`;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      get(server.port, path, { headers: { cookie: client.cookie }, seconds: 3 }),
    ),
  );
  await pause(500);
}

async function large({ representative: client, product }, { targetMonth }, note) {
  const person = client.session.person;
  const body = `{"target_month":"${targetMonth}","representative_id":"${person.id}","region_id":"${person.region_ids[0]}","product_id":"${product}","quantity":9223372036854775807}`;
  const { status } = await tried(
    client.call("POST", "/v1/target-proposals", {
      raw: body,
      headers: { "Content-Type": "application/json" },
    }),
  );
  note("abuse: large numbers", status);
  await pause(200);
}
