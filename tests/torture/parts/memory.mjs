// What strangers and single persons can make the server keep: memory and descriptors, before and
// after, from /proc.
import { feelPulse, noteFeelings } from "../pulse.mjs";
import { open, statuses } from "../raw.mjs";
import { histogram } from "../record.mjs";
import { get, pause, Served, until } from "../served.mjs";
import { abreast, tried } from "../traffic.mjs";

/** Wrong tries with a login of its own each, as long as one may be, on a few connections. */
async function refusedTries(server, record, quick) {
  const many = quick ? 10_000 : 100_000;
  const before = server.size();
  const begin = Date.now();
  const found = (await abreast(16, 16, (lane) => lanes(server, lane, many / 16))).flat();
  const after = server.size();
  const seconds = (Date.now() - begin) / 1000;
  record.figure("refused tries", `${many} in ${seconds.toFixed(0)} s, ${histogram(found)}`);
  record.figure(
    "memory before, after refused tries",
    `${before.memory.toFixed(0)}, ${after.memory.toFixed(0)} MB`,
  );
  const grown = after.memory - before.memory;
  const bar = 24 + many * 0.0003;
  record.promise(
    "refused tries are not kept",
    grown <= bar,
    `${grown.toFixed(0)} MB more, bar ${bar.toFixed(0)} MB`,
  );
  const odd = found.filter((status) => ![400, 401, 413, 422, 429, 503].includes(status));
  record.promise("a wrong try is refused", odd.length === 0, histogram(odd));
  record.promise("the process lives", await server.survived(), `${server.deaths}`);
}

/** One keep-alive connection after the other, each with its tries in a row. */
async function lanes(server, lane, many) {
  const found = [];
  for (let sent = 0; sent < many;) {
    const socket = await open(server.port).catch(() => null);
    if (!socket) return found.concat("refused");
    let text = "";
    let ended = false;
    socket.on("data", (part) => (text += part.toString("latin1")));
    for (const name of ["error", "end", "close"]) socket.on(name, () => (ended = true));
    while (!ended && sent < many) {
      const login = `${lane}-${sent}-${"x".repeat(3900)}`.slice(0, 3950);
      const body = JSON.stringify({ login, password: "wrong wrong" });
      socket.write(
        `POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      ++sent;
      for (
        const end = Date.now() + 30_000;
        !ended && Date.now() < end && statuses(text).length === 0;
      )
        await new Promise((resolve) => setImmediate(resolve));
      found.push(statuses(text)[0] ?? "none");
      text = "";
    }
    socket.destroy();
  }
  return found;
}

/** A job that waits behind others, so that its events do not end. */
async function waitingJob(server, client, many) {
  const made = [];
  for (let i = 0; i < many; ++i) {
    const answer = await tried(client.post(`/v1/months/${server.month}/close`, { force: true }));
    if (answer.status === 202) made.push(answer.json.job_id);
  }
  if (!made.length) throw new Error("No job can be made.");
  return made;
}

async function eventStreams(server, record, quick) {
  const many = quick ? 400 : 2000;
  const client = await server.signIn("marketing_manager", { fresh: true });
  const other = await server.signIn("general_manager");
  const before = server.size();
  const jobs = await waitingJob(server, client, quick ? 12 : 30);
  const path = `/v1/jobs/${jobs.at(-1)}/events`;
  const flows = await abreast(many, 50, (i) =>
    listen(server.port, path, client.cookie, `127.0.1.${1 + (i % 40)}`),
  );
  const opened = flows.filter(({ status }) => status === 200);
  const during = server.size();
  record.figure("event streams asked for by one person; given", `${many}; ${opened.length}`);
  record.figure("their answers", histogram(flows.map(({ status }) => status)));
  record.figure(
    "memory, descriptors before streams",
    `${before.memory.toFixed(0)} MB, ${before.descriptors}`,
  );
  record.figure(
    "memory, descriptors with streams",
    `${during.memory.toFixed(0)} MB, ${during.descriptors}`,
  );
  record.promise(
    "one person gets a small share of the streams",
    opened.length > 0 && opened.length <= 100,
    `${opened.length} of ${many}`,
  );
  const refused = flows.filter(({ status }) => status !== 200);
  record.promise(
    "more streams are refused by 429",
    refused.every(({ status, ended }) => status === 429 || (status === 0 && ended)),
    histogram(refused.map(({ status }) => status)),
  );
  const theirs = await listen(server.port, path, other.cookie);
  record.promise("another person still gets a stream", theirs.status === 200, `${theirs.status}`);
  theirs.socket?.destroy();
  await endOfSession(client, opened, record);
  for (const { socket } of flows) socket?.destroy();
  const back = await until(20, () => server.size().descriptors <= before.descriptors + 24);
  record.promise(
    "descriptors come back when listeners leave",
    back,
    `${before.descriptors} → ${server.size().descriptors}`,
  );
  for (const job of jobs) await tried(other.call("DELETE", `/v1/jobs/${job}`));
  await settle(server, jobs);
}

async function settle(server, jobs) {
  const administrator = await server.signIn("administrator");
  for (const job of jobs) await tried(administrator.call("DELETE", `/v1/jobs/${job}`));
  await until(60, async () => {
    const { json } = await tried(administrator.get(`/v1/jobs/${jobs.at(-1)}`));
    return !["waiting", "running"].includes(json?.status);
  });
}

/** Streams end with the session: nobody is told news after the sign-out. */
async function endOfSession(client, opened, record) {
  await client.call("DELETE", "/v1/session");
  const begin = Date.now();
  const ended = await until(25, () => opened.every((flow) => flow.ended));
  record.figure(
    "streams end after signing out",
    ended ? (Date.now() - begin) / 1000 : "not within 25",
    "s",
  );
  record.promise(
    "event streams end with the session",
    ended,
    `${opened.filter((flow) => !flow.ended).length} go on after 25 s`,
  );
}

/** {status, socket, ended} of a stream of events that goes on. */
async function listen(port, path, cookie, from = "127.0.0.1") {
  const socket = await open(port, { from }).catch(() => null);
  if (!socket) return { status: 0, ended: true };
  const flow = { socket, status: 0, ended: false };
  let text = "";
  socket.on("data", (part) => {
    text = (text + part.toString("latin1")).slice(0, 1000);
    flow.status ||= statuses(text)[0] ?? 0;
  });
  for (const name of ["error", "end", "close"]) socket.on(name, () => (flow.ended = true));
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`,
  );
  await until(20, () => flow.status || flow.ended, 20);
  return flow;
}

/** More connections of one address than the process may have files. */
async function idleConnections(server, record) {
  const many = 1500;
  const before = server.size();
  const sockets = (await abreast(many, 100, () => open(server.port).catch(() => null))).filter(
    Boolean,
  );
  let ended = 0;
  for (const socket of sockets) {
    socket.on("error", () => {});
    socket.on("data", () => {});
    socket.on("end", () => socket.destroy());
    socket.on("close", () => ++ended);
  }
  await pause(300);
  const during = server.size();
  const answers = [];
  for (let i = 0; i < 5; ++i)
    answers.push(await get(server.port, "/healthz", { from: "127.0.0.2", seconds: 12 }));
  const slowest = Math.max(...answers.map(({ time }) => time));
  record.figure("idle connections of one address; kept", `${many}; ${sockets.length - ended}`);
  record.figure("descriptors before, with them", `${before.descriptors}, ${during.descriptors}`);
  record.figure("health from another address meanwhile, worst", slowest, "ms");
  const good = answers.filter(({ status }) => status === 200).length;
  record.promise(
    "another address is served meanwhile",
    good === 5 && slowest <= 2000,
    `${good} of 5, worst ${slowest.toFixed(0)} ms`,
  );
  for (const socket of sockets) socket.destroy();
  const back = await until(20, () => server.size().descriptors <= before.descriptors + 24);
  record.promise(
    "descriptors come back when they leave",
    back,
    `${before.descriptors} → ${server.size().descriptors}`,
  );
}

export async function torture({ dialect, quick, record }) {
  // The soft limit that a shell gives; a server may raise it.
  const server = await Served.start(dialect, { files: 1024 });
  try {
    await idleConnections(server, record);
    await eventStreams(server, record, quick);
    const pulse = feelPulse(server.port, [{ name: "health", path: "/healthz", fresh: true }]);
    await refusedTries(server, record, quick);
    noteFeelings(record, "beside refused tries", await pulse.end());
    record.figure("memory at the end", server.size().memory, "MB");
  } finally {
    await server.stop();
  }
}
