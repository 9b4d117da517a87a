// One person asks for more than there is, or hangs up; a large import and eight people save. What
// do the others feel meanwhile?
import { Client } from "../../api/server.mjs";
import { feelPulse, noteFeelings, others } from "../pulse.mjs";
import { open, statuses } from "../raw.mjs";
import { histogram, quantile } from "../record.mjs";
import { pause, Served, until } from "../served.mjs";
import { codes, days, decide, repeat, rowOf, sales, send, tried } from "../traffic.mjs";

const HEALTH = 100;
const READ = 500;

function holdBars(record, what, feelings, slack) {
  noteFeelings(record, what, feelings);
  for (const [name, { p99, worst, bad, kinds }] of Object.entries(feelings)) {
    const bar = (name === "health" ? HEALTH : READ) * slack;
    record.promise(
      `${what}: ${name} p99 ≤ ${name === "health" ? HEALTH : READ} ms`,
      p99 <= bar,
      `${p99.toFixed(0)} ms`,
    );
    if (name === "health")
      record.promise(
        `${what}: health never above a second`,
        worst <= 1000 * slack,
        `${worst.toFixed(0)} ms`,
      );
    record.promise(`${what}: every ${name} of others is answered`, bad === 0, kinds);
  }
}

/** So many requests of one person at once, each on a connection of its own. */
async function atOnce(port, many, text) {
  const sockets = await Promise.all(
    Array.from({ length: many }, () => open(port).catch(() => null)),
  );
  return sockets.filter(Boolean).map((socket) => {
    const flow = { socket, text: "", ended: false };
    socket.on("data", (part) => (flow.text += part.toString("latin1")));
    for (const name of ["error", "end", "close"]) socket.on(name, () => (flow.ended = true));
    socket.write(text);
    return flow;
  });
}

const answered = (flows) => flows.filter(({ text, ended }) => ended || statuses(text).length > 0);

async function anatomies(server, record, quick, slack) {
  const person = await server.signIn("representative");
  const other = await server.signIn("marketing_manager");
  const { id } = await rowOf(other, "/v1/products?filter[own]=true");
  const path = `/v1/forecasts/anatomy?month=${server.month}&product_id=${id}`;
  const text = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${person.cookie}\r\n\r\n`;
  const many = quick ? 200 : 1000;

  const pulse = feelPulse(server.port, others(other));
  await pause(300);
  const begin = Date.now();
  const flows = await atOnce(server.port, many, text);
  await until(quick ? 20 : 60, () => answered(flows).length === flows.length);
  const seconds = (Date.now() - begin) / 1000;
  const feelings = await pulse.end();
  for (const { socket } of flows) socket.destroy();

  const found = flows.map((flow) => statuses(flow.text)[0] ?? "none");
  record.figure(`${many} anatomies by one person: answers`, histogram(found));
  record.figure("all of them answered after", seconds, "s");
  const refusals = flows.filter((flow) => statuses(flow.text)[0] === 429);
  record.promise("who asks for too much is told 429", refusals.length > 0, histogram(found));
  record.promise(
    "429 says when to come again",
    refusals.every((flow) => /\r\nretry-after: *\d/i.test(flow.text)),
    refusals[0]?.text.slice(0, 300),
  );
  const failures = found.filter((status) => status >= 500 && status !== 503);
  record.promise("no failure but 503", failures.length === 0, histogram(failures));
  holdBars(record, `${many} anatomies`, feelings, slack);
  await hangUps(server, record, text, path, other, quick, slack);
}

/** Whose connection is closed is not worked for. */
async function hangUps(server, record, text, path, other, quick, slack) {
  await server.survived(60);
  const single = await timed(() => other.get(path));
  const flows = await atOnce(server.port, quick ? 100 : 300, text);
  for (const { socket } of flows) socket.destroy();
  const after = await timed(() => other.get(path));
  record.figure("one anatomy, alone", single, "s");
  record.figure(`one anatomy after ${flows.length} hung up`, after, "s");
  const bar = 5 * single + 2 * slack;
  record.promise(
    "work of who hung up is dropped",
    after <= bar,
    `${after.toFixed(1)} s, bar ${bar.toFixed(1)} s`,
  );
}

async function timed(task) {
  const begin = performance.now();
  await tried(task());
  return (performance.now() - begin) / 1000;
}

/** Many people sign in at once; each comes from an address of its own, through a proxy. */
async function signIns(server, record, quick, slack) {
  const many = quick ? 40 : 200;
  const logins = server.demo.accounts.map(({ login }) => login);
  const other = await server.signIn("finance");
  const pulse = feelPulse(server.port, others(other));
  const begin = performance.now();
  const answers = await Promise.all(
    Array.from({ length: many }, async (_, i) => {
      const body = { login: logins[i % logins.length], password: server.demo.password };
      const headers = { "X-Forwarded-For": `10.9.${i >> 8}.${i & 255}` };
      const { status } = await tried(
        new Client(server.base).post("/v1/session", body, { headers }),
      );
      return { status, time: (performance.now() - begin) / 1000, at: i };
    }),
  );
  const feelings = await pulse.end();
  const good = answers.filter(({ status }) => status === 200);
  const times = good.map(({ time }) => time);
  record.figure(
    `${many} sign-ins at once: answers`,
    histogram(answers.map(({ status }) => status)),
  );
  record.figure(
    "sign-ins: first / median / last answer",
    `${Math.min(...times).toFixed(1)} / ${quantile(times, 0.5).toFixed(1)} / ${Math.max(...times).toFixed(1)} s`,
  );
  const order = rankCorrelation(good.map(({ time }) => time));
  record.figure("sign-ins: rank correlation of coming and going", order.toFixed(2));
  record.promise(
    "the first who signs in does not wait for the last",
    Math.min(...times) <= Math.max(3 * slack, Math.max(...times) / 4),
    `${Math.min(...times).toFixed(1)} s`,
  );
  record.promise("sign-ins are answered in order", order >= 0.7, order.toFixed(2));
  const odd = answers.filter(({ status }) => ![200, 429, 503].includes(status));
  record.promise("no sign-in fails", odd.length === 0, histogram(odd.map(({ status }) => status)));
  holdBars(record, `${many} sign-ins`, feelings, slack);
}

/** Spearman's, of the values against their places. */
function rankCorrelation(values) {
  const ranks = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const n = ranks.length;
  const squares = ranks.reduce((sum, { at }, rank) => sum + (at - rank) ** 2, 0);
  return n < 3 ? 1 : 1 - (6 * squares) / (n * (n * n - 1));
}

/** A large file comes in, then one that changes every row, while eight people save. */
async function largeImport(server, record, quick, slack) {
  const clerk = await server.signIn("trade_planning");
  const other = await server.signIn("general_manager");
  const rows = quick ? 40_000 : 400_000;
  const [outlets, products] = [
    await codes(clerk, "/v1/outlets"),
    await codes(clerk, "/v1/products"),
  ];
  const period = days("2020-01-01", Math.ceil(rows / (outlets.length * products.length)) + 1);
  for (const [name, quantity] of [
    ["new rows", 3],
    ["changed rows", 4],
  ]) {
    const sent = await send(clerk, "sell-out", sales(outlets, products, period, quantity, rows));
    if (!sent.id) throw new Error(`The file was not taken: ${sent.text}`);
    let going = true;
    const saved = [];
    const pulse = feelPulse(server.port, others(other));
    const savers = [];
    for (let i = 0; i < 8; ++i)
      savers.push(
        repeat(
          () => going,
          () => save(server, i, saved),
        ),
      );
    await pause(200);
    const begin = Date.now();
    const { json, status, text } = await decide(clerk, sent.id);
    if (status !== 202) throw new Error(text);
    const job = await until(550, async () => {
      const { json: row } = await tried(clerk.get(`/v1/jobs/${json.job_id}`));
      return ["done", "failed", "cancelled"].includes(row?.status) && row;
    });
    going = false;
    const feelings = await pulse.end();
    await Promise.all(savers);
    const title = `import of ${rows / 1000},000 ${name}`;
    record.figure(title, (Date.now() - begin) / 1000, "s");
    record.figure(`${title}: saves beside it`, histogram(saved));
    record.promise(`${title} is done`, job?.status === "done", JSON.stringify(job?.error));
    const odd = saved.filter((one) => ![200, 412, 429, 503].includes(one));
    record.promise(`${title}: no save fails`, odd.length === 0, histogram(odd));
    holdBars(record, title, feelings, slack);
  }
}

const SAVERS = [
  ["administrator", "/v1/channels"],
  ["administrator", "/v1/regions"],
  ["product_planning", "/v1/brands"],
  ["product_planning", "/v1/products"],
  ["production", "/v1/production-sites"],
  ["promotion_planning", "/v1/promotions"],
  ["sales_manager", "/v1/outlets"],
  ["marketing_manager", "/v1/product-lines"],
];

async function save(server, number, saved) {
  const [login, path] = SAVERS[number];
  const client = await server.signIn(login);
  const { id, row, etag } = await rowOf(client, path);
  const name = row.name.endsWith(" 1") ? row.name.slice(0, -2) : `${row.name} 1`;
  const answer = await tried(
    client.patch(`${path}/${id}`, { name }, { headers: { "If-Match": etag } }),
  );
  saved.push(answer.status);
  await pause(50);
}

export async function torture({ dialect, quick, slack, record }) {
  const server = await Served.start(dialect, { words: ["--behind-proxy"] });
  try {
    await anatomies(server, record, quick, slack);
    await signIns(server, record, quick, slack);
    for (const [login] of SAVERS) await server.signIn(login);
    await largeImport(server, record, quick, slack);
    record.promise("the process lives", server.running, server.end);
  } finally {
    await server.stop();
  }
}
