import type { IncomingMessage, ServerResponse } from "node:http";
import type { Change, Override } from "../lib/forecast-types";
import { anatomyOf, hindsightOf } from "./mock-anatomy";
import { newId, nouns, people, type MockRecord } from "./mock-company";
import { descriptions } from "./mock-descriptions";
import { events } from "./mock-events";
import { forecastView, layersOf, overrides, totalOf } from "./mock-forecast";
import { acceptImport, checkAgain, importKinds, imports, startImport } from "./mock-imports";
import { jobs, startJob, streamJob } from "./mock-jobs";
import { acknowledge, closeMonth, decide, handoverOf, loopOf, makeStale } from "./mock-loop";
import { accuracy, explainForecast, explainProduction, forecastTable } from "./mock-insight";
import { listOf } from "./mock-lists";
import { productionDetail, sentPlan, targetTree } from "./mock-plan";

interface Asked {
  parts: string[];
  query: URLSearchParams;
  body: unknown;
  request: IncomingMessage;
  response: ServerResponse;
  cookie: boolean;
}

interface Answer {
  status?: number;
  body?: unknown;
  etag?: string;
}

type Route = [method: string, pattern: RegExp, act: (asked: Asked) => Answer | undefined];

const things =
  "company people products outlets facts imports prices promotions forecasts targets proposals production availability months handovers jobs".split(
    " ",
  );
const permissions = [
  ...things.flatMap((thing) => [`${thing}.read`, `${thing}.write`]),
  "overrides_sales.write",
  "overrides_marketing.write",
  "months.close",
  "audit.read",
  "scenarios.write",
  "handovers.decide",
];

const session = {
  person: { id: people[0]?.id, name: "管理员", roles: ["administrator"], region_ids: [] },
  permissions,
  csrf_token: "mock",
  demo: true,
  must_change_password: false,
};

const company = {
  name: "清泉饮料（演示）",
  month_in_work: "2026-10",
  months: ["2026-08", "2026-09", "2026-10"],
  currency: "CNY",
  database: "sqlite",
};

const scenarios: { id: string; name: string; month: string }[] = [];

const ownSessions = [
  {
    id: "a1",
    address: "127.0.0.1",
    browser: "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0",
    current: true,
  },
  {
    id: "a2",
    address: "10.20.3.4",
    browser: "Mozilla/5.0 (iPhone) MicroMessenger/8.0",
    current: false,
  },
].map((one) => ({ ...one, created_at: "2026-11-02T01:30:00Z", seen_at: "2026-11-03T02:10:00Z" }));

const missing: Answer = { status: 404, body: { code: "not_found" } };
const stages = ["compile", "forecast", "consensus", "targets", "supply", "publish", "score"];
const value = (query: URLSearchParams, name: string) => query.get(name) ?? undefined;
const scopeOf = (query: URLSearchParams) => ({
  product_id: value(query, "product_id"),
  region_id: value(query, "region_id"),
  channel_id: value(query, "channel_id"),
});

const find = (noun: string | undefined, id: string | undefined): MockRecord | undefined =>
  nouns[noun ?? ""]?.find((one) => one.id === id);

const signIn = ({ body, response }: Asked): Answer => {
  if ((body as { password: string }).password === "wrong")
    return { status: 401, body: { code: "unauthenticated" } };
  response.setHeader("Set-Cookie", "mock=1; Path=/; SameSite=Strict");
  return { body: session };
};

const signOut = ({ response }: Asked): Answer => {
  response.setHeader("Set-Cookie", "mock=; Path=/; Max-Age=0");
  return { status: 204 };
};

const close = ({ parts: [month = ""] }: Asked): Answer => {
  const job = startJob("close", stages, () => closeMonth(month));
  return { status: 202, body: { job_id: job.id } };
};

const preview = ({ body }: Asked): Answer => {
  const change = body as Change;
  const before = layersOf(change, change.target_month);
  const after = layersOf(change, change.target_month, [change]);
  const delta = totalOf(after) - totalOf(before);
  const production = Math.round(totalOf(before) * 1.02);
  return {
    body: {
      before: { quantity: totalOf(before), layers: before },
      after: { quantity: totalOf(after), layers: after },
      production_change: { before: production, after: production + Math.round(delta / 240) * 240 },
    },
  };
};

const keepOverride = ({ body }: Asked): Answer => {
  const kept: Override = {
    ...(body as Override),
    id: newId(),
    person: "管理员",
    created_at: new Date().toISOString(),
  };
  overrides.push(kept);
  makeStale(kept.month);
  return { status: 201, body: kept };
};

const dropOverride = ({ parts: [id] }: Asked): Answer => {
  const at = overrides.findIndex((one) => one.id === id);
  if (at >= 0) overrides.splice(at, 1);
  return { status: 204 };
};

const change = ({ parts: [noun, id], body, request }: Asked): Answer => {
  const record = find(noun, id);
  if (!record) return missing;
  if (request.headers["if-match"] !== `"${record.version}"`)
    return { status: 412, body: { code: "conflict" } };
  Object.assign(record, body, { version: record.version + 1 });
  return { body: record, etag: `"${record.version}"` };
};

const create = ({ parts: [noun = ""], body }: Asked): Answer => {
  const record = { ...(body as Record<string, unknown>), id: newId(), version: 1 };
  nouns[noun]?.push(record);
  return { status: 201, body: record };
};

const one = ({ parts: [noun, id] }: Asked): Answer => {
  const record = find(noun, id);
  return record ? { body: record, etag: `"${record.version}"` } : missing;
};

const list = ({ parts: [noun = ""], query }: Asked): Answer =>
  nouns[noun] ? { body: listOf(nouns[noun], query) } : missing;

const search = ({ query }: Asked): Answer => {
  const typed = (query.get("q") ?? "").toLowerCase();
  const hits = ["products", "outlets", "regions", "people"].flatMap((kind) =>
    (nouns[kind] ?? [])
      .filter((record) =>
        `${record.name} ${record.code} ${record.pinyin ?? ""}`.toLowerCase().includes(typed),
      )
      .slice(0, 4)
      .map((record) => ({ kind, id: record.id, code: record.code, name: record.name })),
  );
  return { body: { items: hits } };
};

const importOf = (id: string | undefined) => imports.find((made) => made.id === id);

const stream = ({ parts: [id], response }: Asked): undefined => {
  const job = jobs.find((entry) => entry.id === id);
  if (job) streamJob(job, response);
  else response.writeHead(404).end();
};

const cancel = ({ parts: [id] }: Asked): Answer => {
  const job = jobs.find((entry) => entry.id === id);
  if (job) job.status = "cancelled";
  return { status: 204 };
};

const patchImport = ({ parts: [id], body, request }: Asked): Answer => {
  const made = importOf(id);
  if (!made) return missing;
  if (request.headers["if-match"] !== `"${made.version}"`)
    return { status: 412, body: { code: "conflict" } };
  made.version += 1;
  Object.assign(made, body);
  checkAgain(made);
  return { body: made };
};

const beginImport = ({ query }: Asked): Answer => {
  const made = startImport(query.get("kind") ?? "", query.get("name") ?? "");
  return { status: 202, body: { id: made.id, job_id: made.job_id } };
};

const target = (query: URLSearchParams) => query.get("target_month") ?? "2026-11";
const month = (query: URLSearchParams) => query.get("month") ?? "2026-10";

export const routes: Route[] = [
  ["POST", /^\/session$/, signIn],
  [
    "GET",
    /^\/session$/,
    ({ cookie }) =>
      cookie ? { body: session } : { status: 401, body: { code: "unauthenticated" } },
  ],
  ["DELETE", /^\/session$/, signOut],
  ["PATCH", /^\/session\/password$/, () => ({ body: session })],
  ["GET", /^\/sessions$/, () => ({ body: { items: ownSessions } })],
  ["GET", /^\/events$/, () => ({ body: { items: events, next: null, total: events.length } })],
  ["GET", /^\/company$/, () => ({ body: company })],
  ["GET", /^\/descriptions$/, () => ({ body: descriptions })],
  ["GET", /^\/search$/, search],
  ["GET", /^\/jobs$/, () => ({ body: { items: jobs, next: null } })],
  ["GET", /^\/jobs\/(\w+)\/events$/, stream],
  ["GET", /^\/jobs\/(\w+)$/, ({ parts }) => ({ body: jobs.find((job) => job.id === parts[0]) })],
  ["DELETE", /^\/jobs\/(\w+)$/, cancel],
  ["GET", /^\/months\/([\d-]+)$/, ({ parts }) => ({ body: loopOf(parts[0] ?? "") })],
  ["POST", /^\/months\/([\d-]+)\/close$/, close],
  ["POST", /^\/months\/([\d-]+)\/steps\/\w+$/, close],
  ["GET", /^\/handovers\/([\w.-]+)$/, ({ parts }) => ({ body: handoverOf(parts[0] ?? "") })],
  [
    "POST",
    /^\/handovers\/([\w.-]+)\/acknowledgement$/,
    ({ parts, body }) => {
      acknowledge(parts[0] ?? "", (body as { question?: string }).question);
      return { status: 204 };
    },
  ],
  [
    "POST",
    /^\/handovers\/([\w.-]+)\/decision$/,
    ({ parts, body }) => {
      decide(parts[0] ?? "", (body as { decision: string }).decision);
      return { status: 204 };
    },
  ],
  ["GET", /^\/scenarios$/, () => ({ body: { items: scenarios } })],
  [
    "POST",
    /^\/scenarios$/,
    ({ body }) => {
      const made = { ...(body as { name: string; month: string }), id: newId() };
      scenarios.push(made);
      return { status: 201, body: made };
    },
  ],
  ["GET", /^\/forecasts$/, ({ query }) => ({ body: forecastView(scopeOf(query), month(query)) })],
  [
    "GET",
    /^\/forecasts\/anatomy$/,
    ({ query }) => ({ body: anatomyOf(scopeOf(query), month(query)) }),
  ],
  [
    "GET",
    /^\/forecasts\/hindsight$/,
    ({ query }) => ({ body: hindsightOf(scopeOf(query), month(query)) }),
  ],
  ["POST", /^\/forecasts\/preview$/, preview],
  ["GET", /^\/forecast-table$/, ({ query }) => ({ body: forecastTable(query) })],
  [
    "GET",
    /^\/explanations\/forecast$/,
    ({ query }) => ({ body: explainForecast(scopeOf(query), target(query)) }),
  ],
  ["GET", /^\/explanations\/production$/, ({ query }) => ({ body: explainProduction(query) })],
  ["GET", /^\/accuracy$/, ({ query }) => ({ body: accuracy(month(query)) })],
  [
    "GET",
    /^\/overrides$/,
    ({ query }) => ({
      body: {
        items: overrides.filter(
          (o) => !query.get("product_id") || o.product_id === query.get("product_id"),
        ),
      },
    }),
  ],
  ["POST", /^\/overrides$/, keepOverride],
  ["DELETE", /^\/overrides\/(\w+)$/, dropOverride],
  ["GET", /^\/production$/, ({ query }) => ({ body: sentPlan(month(query)) })],
  [
    "GET",
    /^\/production\/(\w+)$/,
    ({ parts, query }) => ({ body: productionDetail(parts[0] ?? "", month(query)) }),
  ],
  [
    "GET",
    /^\/targets$/,
    ({ query }) => ({
      body: targetTree(
        month(query),
        target(query),
        value(query, "region_id"),
        query.get("by") ?? "region",
      ),
    }),
  ],
  ["GET", /^\/import-kinds$/, () => ({ body: { items: importKinds } })],
  ["GET", /^\/imports$/, () => ({ body: { items: imports, next: null } })],
  ["POST", /^\/imports$/, beginImport],
  ["GET", /^\/imports\/(\w+)$/, ({ parts }) => ({ body: importOf(parts[0]) })],
  ["PATCH", /^\/imports\/(\w+)$/, patchImport],
  [
    "POST",
    /^\/imports\/(\w+)\/acceptance$/,
    ({ parts }) => {
      const made = importOf(parts[0]);
      return made ? { status: 202, body: { job_id: acceptImport(made) } } : missing;
    },
  ],
  ["GET", /^\/([a-z-]+)$/, list],
  ["POST", /^\/([a-z-]+)$/, create],
  ["GET", /^\/([a-z-]+)\/(\w+)$/, one],
  ["PATCH", /^\/([a-z-]+)\/(\w+)$/, change],
  [
    "DELETE",
    /^\/([a-z-]+)\/(\w+)$/,
    ({ parts: [noun = "", id] }) => {
      const records = nouns[noun] ?? [];
      const at = records.findIndex((record) => record.id === id);
      if (at >= 0) records.splice(at, 1);
      return { status: 204 };
    },
  ],
];
