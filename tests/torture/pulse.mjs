// How the server feels to others while something is done to it. The clock runs in a thread of its
// own: what the attacker's own event loop is busy with must not count as the server's slowness.
import { Agent, request } from "node:http";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { histogram, quantile } from "./record.mjs";

const PATIENCE = 60_000;
const FROM = "127.0.0.9";

/** Starts asking; `asks` are {name, path, headers, fresh}. `end()` answers the figures by name. */
export function feelPulse(port, asks, { every = 50 } = {}) {
  const thread = new Worker(new URL(import.meta.url), { workerData: { port, asks, every } });
  const ended = new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
  });
  return {
    async end() {
      thread.postMessage("end");
      const answers = await ended;
      await thread.terminate();
      return Object.fromEntries(
        answers.map(({ name, times, statuses }) => [name, feeling(times, statuses)]),
      );
    },
  };
}

function feeling(times, statuses) {
  const bad = statuses.filter((status) => status !== 200);
  return {
    asked: times.length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    worst: Math.max(...times),
    bad: bad.length,
    kinds: histogram(bad),
  };
}

/** The usual people: health on new connections, and a page, a row and a table of somebody else. */
export function others(client) {
  const headers = { cookie: client.cookie };
  return [
    { name: "health", path: "/healthz", fresh: true },
    { name: "client", path: "/index.html" },
    { name: "session", path: "/v1/session", headers },
    { name: "products", path: "/v1/products?limit=50", headers },
  ];
}

/** Writes a pulse down and answers it with all reads as one. */
export function noteFeelings(record, title, feelings) {
  for (const [name, { asked, p50, p99, worst, bad, kinds }] of Object.entries(feelings))
    record.figure(
      `${title}: ${name}, p50 / p99 / worst`,
      `${p50.toFixed(1)} / ${p99.toFixed(1)} / ${worst.toFixed(0)} ms, ${asked} asked${bad ? `, not 200: ${kinds}` : ""}`,
    );
}

async function run({ port, asks, every }) {
  const agent = new Agent({ keepAlive: true });
  let going = true;
  parentPort.once("message", () => (going = false));
  const one = ({ path, headers, fresh }) =>
    new Promise((resolve) => {
      const options = {
        port,
        host: "127.0.0.1",
        localAddress: FROM,
        path,
        headers,
        agent: fresh ? false : agent,
      };
      const call = request({ ...options, timeout: PATIENCE }, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode));
        answer.on("error", () => resolve(0));
      });
      call.on("timeout", () => call.destroy(new Error("timeout")));
      call.on("error", (error) => resolve(error.code ?? error.message));
      call.end();
    });
  const results = await Promise.all(
    asks.map(async (ask) => {
      const result = { name: ask.name, times: [], statuses: [] };
      while (going) {
        const begin = performance.now();
        result.statuses.push(await one(ask));
        const time = performance.now() - begin;
        result.times.push(time);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, every - time)));
      }
      return result;
    }),
  );
  agent.destroy();
  parentPort.postMessage(results);
}

if (!isMainThread && workerData?.asks) await run(workerData);
