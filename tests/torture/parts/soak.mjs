// Ten kinds of people at work for a while with abuse beside them. No failure but 503 and 429; memory
// and descriptors stay flat.
import { abusers, workers } from "../clients.mjs";
import { feelPulse, noteFeelings } from "../pulse.mjs";
import { histogram, quantile } from "../record.mjs";
import { pause, Served } from "../served.mjs";
import { codes, repeat } from "../traffic.mjs";

const PEOPLE = [
  "finance",
  "purchasing",
  "product_planning",
  "sales_manager",
  "trade_planning",
  "auditor",
  "marketing_manager",
  "production",
  "representative",
  "administrator",
];

async function signedIn(server) {
  const people = {};
  for (const login of PEOPLE) people[login] = await server.signIn(login);
  const head = people.administrator;
  people.product = (await head.get("/v1/products?limit=1&filter[own]=true")).json.items[0].id;
  people.region = (await head.get("/v1/regions?limit=1&filter[code]=11")).json.items[0].id;
  people.outlets = (await codes(head, "/v1/outlets")).slice(0, 50);
  people.products = (await codes(head, "/v1/products")).slice(0, 20);
  return people;
}

/** Memory and descriptors once a second, and a new life where one ended. */
async function watch(server, going) {
  const samples = [];
  while (going()) {
    // A process that ends is noted, started again and goes on being used.
    if (!server.running) await server.survived().catch(() => {});
    try {
      samples.push({ at: Date.now(), ...server.size() });
    } catch {
      // It has just ended.
    }
    await pause(1000);
  }
  return samples;
}

/** Growth a minute of the later two thirds, by least squares. */
function slope(samples, name) {
  const late = samples.slice(Math.floor(samples.length / 3));
  const first = late[0].at;
  const minutes = late.map(({ at }) => (at - first) / 60_000);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(minutes), mean(late.map((one) => one[name]))];
  const top = late.reduce((sum, one, i) => sum + (minutes[i] - x) * (one[name] - y), 0);
  const bottom = minutes.reduce((sum, minute) => sum + (minute - x) ** 2, 0);
  return bottom ? top / bottom : 0;
}

function judge(record, seen, { samples, before, after, seconds }) {
  const abuse = Object.entries(seen).filter(([name]) => name.startsWith("abuse"));
  const work = Object.entries(seen).filter(([name]) => !name.startsWith("abuse"));
  for (const [name, found] of [...work, ...abuse]) record.figure(name, histogram(found));
  const all = Object.entries(seen).flatMap(([name, found]) =>
    found.map((status) => [name, status]),
  );
  record.figure("requests", all.length);
  const failures = all.filter(
    ([, status]) =>
      typeof status === "number" && status >= 500 && ![501, 503, 505].includes(status),
  );
  record.promise(
    "no failure but 503 and 429",
    failures.length === 0,
    histogram(failures.map(([name, status]) => `${name} ${status}`)),
  );
  const refused = work.flatMap(([name, found]) =>
    found.filter((status) => [503, 429, 0].includes(status)).map((status) => `${name} ${status}`),
  );
  const works = work.flatMap(([, found]) => found);
  record.promise(
    "who works is hardly ever refused",
    refused.length <= works.length / 100,
    `${refused.length} of ${works.length}: ${histogram(refused)}`,
  );
  const jobs = works.filter((status) => ["failed", "cancelled"].includes(status));
  record.promise("no job fails", jobs.length === 0, histogram(jobs));
  const idle = work
    .filter(([, found]) => !found.some((status) => [200, 201, 202, "done"].includes(status)))
    .map(([name]) => name);
  record.promise("everybody gets some work done", idle.length === 0, idle.join(", "));
  sizes(record, samples, before, after, seconds);
}

function sizes(record, samples, before, after, seconds) {
  const memories = samples.map(({ memory }) => memory);
  const grown = slope(samples, "memory");
  record.figure(
    "memory before / median / most / idle after",
    `${before.memory.toFixed(0)} / ${quantile(memories, 0.5).toFixed(0)} / ${Math.max(...memories).toFixed(0)} / ${after.memory.toFixed(0)} MB`,
  );
  record.figure("memory, growth a minute", grown, "MB");
  record.figure(
    "descriptors before / most / idle after",
    `${before.descriptors} / ${Math.max(...samples.map(({ descriptors }) => descriptors))} / ${after.descriptors}`,
  );
  // A minute is too short for a slope: the allocator's arenas still fill.
  if (seconds >= 300)
    record.promise("memory is flat", grown <= 2, `${grown.toFixed(1)} MB a minute`);
  record.promise(
    "memory is bounded",
    Math.max(...memories) <= 1024,
    `${Math.max(...memories).toFixed(0)} MB`,
  );
  record.promise(
    "descriptors come back",
    // Readers are opened as they are needed, two files each, and stay.
    after.descriptors <= before.descriptors + 40,
    `${before.descriptors} → ${after.descriptors}`,
  );
}

export async function torture({ dialect, seconds, slack, record }) {
  const server = await Served.start(dialect);
  try {
    const people = await signedIn(server);
    const seen = {};
    const note = (name, status) => (seen[name] ??= []).push(status);
    const before = server.size();
    const end = Date.now() + seconds * 1000;
    const going = () => Date.now() < end;
    const pulse = feelPulse(server.port, [{ name: "health", path: "/healthz", fresh: true }], {
      every: 200,
    });
    const watching = watch(server, going);
    const rounds = { ...workers(server, people, note), ...abusers(server, people, note) };
    const lanes = Object.entries(rounds).map(([name, round]) =>
      repeat(going, async (i) => {
        await round(i).catch((error) => note(name, error.cause?.code ?? error.code ?? "error"));
        await pause(name.startsWith("abuse") ? 100 : 60);
      }),
    );
    await Promise.all(lanes);
    const samples = await watching;
    const feelings = await pulse.end();
    noteFeelings(record, "soak", feelings);
    const { p99, bad, kinds } = feelings.health;
    record.promise("health p99 ≤ 500 ms", p99 <= 500 * slack, `${p99.toFixed(0)} ms`);
    record.promise("health is always well", bad === 0, kinds);
    const deaths = server.deaths.length + (server.running ? 0 : 1);
    record.figure("times the process ended", deaths);
    record.promise("the process lives", deaths === 0, `ended ${deaths} times: ${server.deaths[0]}`);
    if (!server.running) await server.survived();
    await pause(seconds >= 300 ? 40_000 : 12_000);
    judge(record, seen, { samples, before, after: server.size(), seconds });
    const { sound, text } = await server.check();
    record.promise("check is content after the soak", sound, text);
  } finally {
    await server.stop();
  }
}
