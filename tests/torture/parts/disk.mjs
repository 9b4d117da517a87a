// The store gives out: a full disk, a file that may not be written or is gone, PostgreSQL stopped.
// The answer is 503 with a reason, health tells, and it heals by itself.
import { copyFileSync, existsSync, rmSync } from "node:fs";

import { Client } from "../../api/server.mjs";
import { histogram } from "../record.mjs";
import { Served, until } from "../served.mjs";
import { SmallDisk } from "../small_disk.mjs";
import { downAndUp, terminatedClose } from "../stopped_postgres.mjs";
import { heals, isRefusal, lossless, makeChannels } from "../store.mjs";
import { codes, days, decide, sales, send, tried } from "../traffic.mjs";

const tells = ({ status, text }) =>
  status === 503 ||
  (status === 200 && !/^ok\s*$/.test(text) && /disk|write|read.?only/i.test(text));

async function fullDisk(server, disk, record, quick) {
  const client = await server.signIn("administrator");
  const clerk = await server.signIn("trade_planning");
  const [outlets, products] = [
    await codes(client, "/v1/outlets"),
    await codes(client, "/v1/products"),
  ];
  const file = sales(outlets, products, days("2020-05-01", 2), 3);
  const ready = await send(clerk, "sell-out", file);
  disk.fill(400_000);
  const made = await makeChannels(client, "F", quick ? 300 : 1000);
  const accepted = ready.id
    ? await tried(decide(clerk, ready.id))
    : { status: 0 };
  const signed = [];
  for (let i = 0; i < 5 && server.running; ++i) {
    const answer = await tried(
      client.post("/v1/session", { login: "finance", password: server.demo.password }),
    );
    signed.push(answer.status);
  }
  const all = [...made.statuses, accepted.status, ...signed];
  record.figure("full disk: answers to writes", histogram(made.statuses));
  record.figure(
    "full disk: accepting an import, signing in",
    `${accepted.status}, ${histogram(signed)}`,
  );
  record.promise(
    "the full disk was met",
    all.some((status) => ![201, 202, 200].includes(status)),
    histogram(all),
  );
  record.promise("a full disk ends nothing", server.running, server.end);
  const other = all.filter((status) => ![200, 201, 202].includes(status) && !isRefusal(status));
  record.promise("a full disk is answered by 503", other.length === 0, histogram(other));
  const reasons = made.texts.filter((text) => /full|disk|space|room/i.test(text)).length;
  record.promise("503 says why", reasons === made.texts.length && reasons > 0, made.texts[0]);
  if (server.running) {
    const health = await server.health();
    record.promise("health tells of the full disk", tells(health), JSON.stringify(health));
    const read = await tried(client.get("/v1/products?limit=5"));
    record.promise("pages are still read on a full disk", read.status === 200, read.text);
  }
  disk.empty();
  await server.survived();
  await heals(server, client, record, "a disk with room again");
  await lossless(server, client, made.kept, record, "the full disk");
}

async function readOnly(server, disk, record) {
  await server.kill();
  if (!disk.remount("ro")) return record.figure("read-only disk", "could not be made");
  const started = await server.run().then(
    () => true,
    () => false,
  );
  if (started) {
    const body = { login: "auditor", password: server.demo.password };
    const answer = await tried(new Client(server.base).post("/v1/session", body));
    record.figure("read-only disk: signing in", `${answer.status}`);
    record.promise("signing in on a read-only disk is 503", answer.status === 503, answer.text);
    record.promise(
      "health tells of the read-only disk",
      tells(await server.health()),
      JSON.stringify(await server.health()),
    );
  } else {
    const clean = server.child.signalCode === null || server.child.signalCode === "SIGKILL";
    record.figure("read-only disk", `not served: ${server.output.trim().slice(0, 90)}`);
    record.promise(
      "on a read-only disk it says why it does not start",
      clean && /read.?only|cannot|write/i.test(server.output),
      server.output,
    );
  }
  if (server.running) await server.kill();
  disk.remount("rw");
  await server.run();
}

async function removedFile(server, disk, record) {
  const client = await server.signIn("administrator");
  for (const end of ["", "-wal", "-shm"]) rmSync(disk.outside(`company.db${end}`), { force: true });
  const made = await makeChannels(client, "R", 20);
  record.figure("removed file: answers to writes", histogram(made.statuses));
  record.promise("a removed file ends nothing", server.running, server.end);
  record.promise(
    "no write into a removed file is acknowledged",
    made.kept.length === 0,
    `${made.kept.length} of 20`,
  );
  const told = await until(20, async () => tells(await server.health()));
  record.promise("health tells of the removed file", told, JSON.stringify(await server.health()));
}

async function onSqlite(record, quick) {
  const disk = await SmallDisk.make(quick ? 120 : 160);
  if (!disk) return void (record.skipped = "needs root or user namespaces");
  const server = await Served.start("sqlite");
  try {
    await server.child.kill("SIGTERM");
    await server.ended;
    for (const end of ["", "-wal"])
      if (existsSync(server.company + end))
        copyFileSync(server.company + end, disk.outside(`company.db${end}`));
    // `check` too looks at the file where it lies.
    const inside = { before: disk.inside, checkedFrom: disk.inside };
    Object.assign(server, { company: disk.path("company.db"), ...inside });
    await server.run();
    await fullDisk(server, disk, record, quick);
    await readOnly(server, disk, record);
    await removedFile(server, disk, record);
  } finally {
    await server.stop();
    disk.remove();
  }
}

export async function torture({ dialect, quick, record }) {
  if (dialect === "sqlite") return onSqlite(record, quick);
  const server = await Served.start(dialect);
  try {
    await downAndUp(server, record, quick ? 1 : 3);
    await terminatedClose(server, record);
  } finally {
    await server.stop();
  }
}
