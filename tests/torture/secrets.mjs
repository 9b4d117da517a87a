// What field roles may not read, as values of this very company, and the search for them in every
// answer that such a person can get. Independent of the product's own lists of who may see what.
import { operations } from "../api/suites/permissions.mjs";
import { tried } from "./traffic.mjs";

/** Figures below this come about by chance. */
const SMALLEST = 20_000;

function numbersIn(value, found = new Set()) {
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) >= SMALLEST)
    found.add(value);
  else if (value && typeof value === "object")
    for (const one of Object.values(value)) numbersIn(one, found);
  return found;
}

/** The secrets, and what makes each: read by people of the head office, as it is before. */
export async function secretsBefore(server) {
  const head = await server.signIn("general_manager");
  const manager = await server.signIn("marketing_manager");
  const month = (await head.get(`/v1/months/${server.month}`)).json;
  const plan = (await head.get(`/v1/production?month=${server.month}`)).json;
  const started = await manager.post(`/v1/months/${server.month}/steps/score`, {});
  if (started.status === 202) await manager.finished(started.json.job_id);
  return {
    people: await head.all("/v1/people"),
    regions: await head.all("/v1/regions"),
    promotions: await head.all("/v1/promotions"),
    job: started.json?.job_id ?? "",
    national: numbersIn([
      month.verdict,
      plan.rows.map(({ weeks, months }) => [weeks.demand, months.demand, months.quantity]),
      plan.totals,
    ]),
    products: plan.rows.slice(0, 3).map(({ product_id: id }) => id),
    week: plan.weeks[0],
  };
}

/** The regions of a person with all above and below: what belongs to their line. */
function circle(regions, own) {
  const near = new Set(own);
  const parents = new Map(regions.map(({ id, parent_id: parent }) => [id, parent]));
  for (const id of own) for (let at = parents.get(id); at; at = parents.get(at)) near.add(at);
  for (const { id } of regions)
    for (let at = id; at; at = parents.get(at)) if (own.includes(at)) near.add(id);
  return near;
}

/** What this person may not read: {kind, text} each. */
function secretsFor(person, secrets) {
  const near = circle(secrets.regions, person.region_ids);
  const far = (ids) => ids.length > 0 && ids.every((id) => !near.has(id));
  const field = ["representative", "merchandiser"];
  const found = [];
  for (const other of secrets.people)
    if (
      other.phone &&
      other.id !== person.id &&
      far(other.region_ids) &&
      other.roles.some((role) => field.includes(role))
    )
      found.push({ kind: "the phone of a person of another region", text: other.phone });
  for (const promotion of secrets.promotions)
    if (far(promotion.region_ids))
      found.push({ kind: "a promotion of another region", text: promotion.name });
  if (secrets.job) found.push({ kind: "the job of somebody else", text: secrets.job });
  return found;
}

/** The addresses a person can read: lists, exports as text, figures with their parameters. */
function addresses(server, secrets, quick) {
  const month = `month=${server.month}`;
  const query = {
    get_accuracy: [month],
    get_forecast: secrets.products.map((id) => `${month}&product_id=${id}`).concat(month),
    list_forecasts: [`${month}&target_month=${server.targetMonth}`],
    get_targets: [`${month}&target_month=${server.targetMonth}`],
    get_production_plan: [month],
    get_product_plan: [month],
    explain_forecast: secrets.products.map(
      (id) => `${month}&product_id=${id}&target_month=${server.targetMonth}`,
    ),
    explain_production: secrets.products.map(
      (id) => `${month}&product_id=${id}&first_day=${secrets.week}`,
    ),
    list_overrides: [month],
    get_forecast_anatomy: quick ? [] : [`${month}&product_id=${secrets.products[0]}`],
    get_forecast_hindsight: quick ? [] : [`${month}&product_id=${secrets.products[0]}`],
    search: ["q=%E4%BF%83", "q=19", "q=E0"],
    list_jobs: ["limit=200"],
  };
  const found = [];
  for (const { method, path, id, streams } of operations()) {
    if (method !== "GET" || streams || path.endsWith(".xlsx")) continue;
    const place = path
      .replace("2026-10", server.month)
      .replace("/v1/facts/1/", "/v1/facts/sell-in/");
    const target = id === "get_product_plan" ? place.replace(/1$/, secrets.products[0]) : place;
    const each = query[id] ?? [path.endsWith("/export") ? "format=csv&language=en" : "limit=200"];
    found.push(...each.map((text) => `${target}?${text}`));
  }
  return found;
}

/** {asked, leaks, kinds}: every answer searched for every secret. */
export async function findLeaks(server, login, secrets, quick) {
  const client = await server.signIn(login);
  const person = secrets.people.find(({ id }) => id === client.session.person.id);
  const words = secretsFor(person, secrets);
  const places = [
    ...addresses(server, secrets, quick),
    ...(await hands(client, server)),
    `/v1/jobs/${secrets.job}`,
  ];
  for (const { text } of words.slice(0, 3)) places.push(`/v1/search?q=${encodeURIComponent(text)}`);
  const leaks = new Map();
  const leak = (kind, place) =>
    leaks.set(kind, (leaks.get(kind) ?? new Set()).add(place.split("?")[0]));
  let asked = 0;
  for (const place of places) {
    const { status, text, json } = await tried(client.get(place));
    ++asked;
    if (status !== 200) continue;
    for (const { kind, text: word } of words) if (text.includes(word)) leak(kind, place);
    const national = [...numbersIn(json)].filter((number) => secrets.national.has(number));
    // One figure of five digits among thousands is the same by chance now and then.
    if (national.length > 1 || national.some((number) => number >= 100_000))
      leak(`national demand or plan (${national.slice(0, 3)})`, place);
    if (place.startsWith("/v1/people") && clearances(json, person.id))
      leak("the clearance of others", place);
  }
  return {
    asked,
    kinds: words.length + secrets.national.size,
    leaks: [...leaks].map(([kind, where]) => `${kind} in ${[...where].join(", ")}`),
  };
}

function clearances(json, own) {
  return json?.items?.some(({ id, clearance }) => id !== own && clearance);
}

/** The hand-overs of the month, opened. */
async function hands(client, server) {
  const { json } = await tried(client.get(`/v1/months/${server.month}`));
  const entries = [...(json?.handovers ?? []), json?.plan].filter(Boolean);
  return entries
    .filter(({ handover_id: id }) => id)
    .map(({ handover_id: id }) => `/v1/handovers/${id}`);
}
