// PostgreSQL stopped and started again under a server, and its backends ended.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

import { cluster, POSTGRES_BIN } from "../api/server.mjs";
import { histogram } from "./record.mjs";
import { askPostgres, pause, until } from "./served.mjs";
import { heals, isRefusal, lossless, makeChannels, SQL } from "./store.mjs";
import { tried } from "./traffic.mjs";

function controlPostgres(deed) {
  const folder = join(cluster().host, "cluster");
  const { uid, gid } = statSync(folder);
  const words = ["-D", folder, "-w", "-s", "-l", join(folder, "log"), "-m", "fast", deed];
  const useful =
    deed === "start"
      ? words.filter((word) => !["-m", "fast"].includes(word))
      : words.filter((word) => word !== "-l" && word !== join(folder, "log"));
  const owner = process.getuid() === 0 ? { uid, gid } : {};
  const done = spawnSync(join(POSTGRES_BIN, "pg_ctl"), useful, {
    cwd: "/",
    stdio: "ignore",
    ...owner,
  });
  if (done.status !== 0) throw new Error(`pg_ctl ${deed} failed`);
}

export async function downAndUp(server, record, rounds) {
  const client = await server.signIn("administrator");
  const seen = [];
  const healths = [];
  const kept = [];
  const recoveries = [];
  let raw = 0;
  for (let round = 0; round < rounds; ++round) {
    let going = true;
    const load = (async () => {
      for (let i = 0; going; ++i) {
        const made = await makeChannels(client, `P${round}x${i}x`, 1);
        kept.push(...made.kept);
        const read = await tried(client.get("/v1/products?limit=5"));
        seen.push(...made.statuses, read.status);
        raw += [...made.texts, read.text].filter((text) => SQL.test(text)).length;
        await pause(5);
      }
    })();
    await pause(500);
    controlPostgres("stop");
    for (let i = 0; i < 10; ++i) {
      healths.push((await server.health()).status);
      await pause(100);
    }
    controlPostgres("start");
    const begin = Date.now();
    await until(
      15,
      async () => (await tried(client.get("/v1/products?limit=1"))).status === 200,
      20,
    );
    recoveries.push((Date.now() - begin) / 1000);
    await pause(300);
    going = false;
    await load;
  }
  record.figure("PostgreSQL stopped: answers", histogram(seen));
  record.figure("PostgreSQL stopped: health", histogram(healths));
  record.figure(
    "PostgreSQL back: the first good answer after, worst",
    Math.max(...recoveries),
    "s",
  );
  const other = seen.filter((status) => ![200, 201].includes(status) && !isRefusal(status));
  record.promise("PostgreSQL down is 503", other.length === 0, histogram(other));
  record.promise(
    "health tells of PostgreSQL down within 0.3 s",
    healths.every((status, i) => status === 503 || i % 10 < 3),
    histogram(healths),
  );
  record.promise("no answer shows SQL", raw === 0, `${raw} answers`);
  await heals(server, client, record, "PostgreSQL up again");
  await lossless(server, client, kept, record, "PostgreSQL down");
}

export async function terminatedClose(server, record) {
  const client = await server.signIn("marketing_manager");
  const { json } = await client.post(`/v1/months/${server.month}/close`, { force: true });
  const sql = `select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
  let terminated = 0;
  await until(
    60,
    async () => {
      const job = await tried(client.get(`/v1/jobs/${json.job_id}`));
      if (job.json?.status === "running" && terminated < 3) {
        await pause(300);
        terminated += Number(askPostgres(server.company, sql));
      }
      return terminated >= 3 || ["done", "failed"].includes(job.json?.status);
    },
    50,
  );
  const job = await until(180, async () => {
    const { json: row } = await tried(client.get(`/v1/jobs/${json.job_id}`));
    return ["done", "failed"].includes(row?.status) && row;
  });
  record.figure("backends ended during a close", terminated);
  record.promise(
    "a close whose backend is ended is taken up again and done",
    job?.status === "done",
    JSON.stringify(job),
  );
  record.promise("no job shows SQL", !SQL.test(JSON.stringify(job)), JSON.stringify(job?.error));
  const { sound, text } = await server.check();
  record.promise("check is content after ended backends", sound, text);
}
