// Doors: sign-in from many addresses, foreign hosts, passwords, what imports and people may not do,
// files that others of the machine could read, secrets in logs, restore after a crash.
import { Client } from "../../api/server.mjs";
import { exportsAreOwn, filesAreOwn, secretsStayInside } from "../door_files.mjs";
import {
  administratorStays,
  copiesAreOwn,
  eventsAreKept,
  importsMakeNoRegions,
  proposalsAreOwn,
  shieldedCells,
} from "../door_rights.mjs";
import { queuedJobsEnd } from "../door_jobs.mjs";
import { restoreAfterCrash } from "../door_restore.mjs";
import { giveAccount, makePerson } from "../people.mjs";
import { exchange } from "../raw.mjs";
import { tlsIsModern } from "../door_tls.mjs";
import { histogram } from "../record.mjs";
import { get, program, Served } from "../served.mjs";
import { abreast, tried } from "../traffic.mjs";

// Twenty of what people choose; ten characters and more, none with a login in it.
const COMMON = [
  "password12",
  "Password123",
  "qwerty123456",
  "12345678910",
  "1qaz2wsx3edc",
  "woaini1314520",
  "1234567890",
  "qwertyuiop",
  "password123",
  "iloveyou12",
  "1q2w3e4r5t",
  "abcd123456",
  "a123456789",
  "5201314520",
  "woaini520520",
  "qwe123456789",
  "0123456789",
  "aaaaaaaaaa",
  "admin12345",
  "123456789a",
];

function signIn(server, login, password, headers = {}) {
  return tried(new Client(server.base).post("/v1/session", { login, password }, { headers }));
}

async function demoPassword(server, record) {
  const client = await server.signIn("finance", { fresh: true });
  const { password } = server.demo;
  const same = await client.patch("/v1/session/password", {
    old_password: password,
    new_password: password,
  });
  const session = await tried(client.get("/v1/session"));
  record.promise(
    "the demo password is not changed to itself",
    same.status === 422 && session.json?.demo === true,
    `${same.status}, demo ${session.json?.demo}`,
  );
  const words = ["user", "password", "finance", "--company", server.company];
  const typed = await program(words, { input: `${password}\n` });
  record.promise("the command refuses the demo password too", typed.code !== 0, typed.text);
}

async function commonPasswords(server, record) {
  const taken = [];
  const words = (login) => [
    "user",
    "add",
    login,
    "--person",
    `D${login}`,
    "--role",
    "auditor",
    "--company",
    server.company,
  ];
  for (const [at, password] of [...COMMON, "purchasing1"].entries()) {
    const login = password === "purchasing1" ? "purchasing0" : `door${at}`;
    const { code } = await program(words(login), { input: `${password}\n` });
    if (code === 0) taken.push(password);
  }
  record.figure("common passwords tried; taken", `${COMMON.length + 1}; ${taken.length}`);
  record.promise("common passwords are refused", taken.length === 0, taken.join(", "));
  const good = await program(words("doorgood"), { input: "seven herons cross the lake\n" });
  record.promise("a good password is taken", good.code === 0, good.text);
}

/** Strangers try a login from many addresses; its owner still comes in. */
async function lockOut(server, record) {
  const from = (i) => ({ "X-Forwarded-For": `172.20.${i}.7` });
  const tries = [];
  for (let i = 0; i < 60; ++i)
    tries.push((await signIn(server, "auditor", "wrong wrong wrong", from(i))).status);
  const owner = await signIn(server, "auditor", server.demo.password, {
    "X-Forwarded-For": "10.1.1.1",
  });
  record.figure(
    "60 wrong tries from 60 addresses",
    `${histogram(tries)}; then the owner: ${owner.status}`,
  );
  record.promise(
    "strangers cannot shut a person out",
    owner.status === 200,
    `${owner.status} ${owner.text.slice(0, 200)}`,
  );
}

/** Behind a proxy the last hop counts, however many lines there are. */
async function forwarded(server, record) {
  const lines = (i) =>
    rawTry(
      server.port,
      [`X-Forwarded-For: 192.0.2.${i}`, "X-Forwarded-For: 10.77.0.1"],
      `stranger${i}`,
    );
  const list = (i) =>
    rawTry(server.port, [`X-Forwarded-For: 198.51.100.${i}, 10.77.0.2`], `stranger${i}`);
  for (const [name, ask] of [
    ["two lines", lines],
    ["one line with two", list],
  ]) {
    const seen = await abreast(60, 1, ask);
    record.figure(`60 tries with X-Forwarded-For in ${name}`, histogram(seen));
    record.promise(
      `X-Forwarded-For in ${name} does not avoid the throttle`,
      seen.includes(429),
      histogram(seen),
    );
  }
}

async function rawTry(port, headers, login) {
  const body = JSON.stringify({ login, password: "wrong wrong" });
  const lines = [
    "POST /v1/session HTTP/1.1",
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    ...headers,
    `Content-Length: ${body.length}`,
  ];
  const { statuses } = await exchange(port, [`${lines.join("\r\n")}\r\n\r\n${body}`], {
    enough: 1,
    wait: 5000,
  });
  return statuses[0] ?? "none";
}

async function foreignHost(server, record) {
  const body = JSON.stringify({ login: "production", password: server.demo.password });
  const ask = async (host) => {
    const lines = [
      "POST /v1/session HTTP/1.1",
      `Host: ${host}`,
      `Origin: http://${host}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
    ];
    return (
      await exchange(server.port, [`${lines.join("\r\n")}\r\n\r\n${body}`], {
        enough: 1,
        wait: 8000,
      })
    ).statuses[0];
  };
  const found = {};
  for (const host of [
    "evil.example",
    `evil.example:${server.port}`,
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "localhost.evil.example",
  ])
    found[host] = await ask(host);
  const own = await ask(`127.0.0.1:${server.port}`);
  record.figure("signing in under foreign hosts", Object.values(found).join(", "));
  record.promise(
    "a foreign host is refused",
    Object.values(found).every((status) => status >= 400 && status < 500),
    JSON.stringify(found),
  );
  record.promise("the own host is served", own === 200, `${own}`);
  const page = await get(server.port, "/", { headers: { host: "evil.example" } });
  record.promise("no page under a foreign host", page.status >= 400, `${page.status}`);
}

/** A password of the office's must be changed; a former session of the same browser ends. */
async function sessions(server, record) {
  const first = await server.signIn("material_production", { fresh: true });
  const again = new Client(server.base);
  again.cookie = first.cookie;
  await again.signIn("material_production", server.demo.password);
  const former = await tried(first.get("/v1/session"));
  record.promise(
    "a new sign-in ends the browser's former session",
    former.status === 401,
    `${former.status}`,
  );
  const administrator = await server.signIn("administrator");
  const person = await makePerson(administrator, "DOOR1", ["auditor"]);
  await giveAccount(administrator, person, "door_first");
  const client = new Client(server.base);
  await client.signIn("door_first", "given by the office 7");
  const read = await tried(client.get("/v1/products?limit=1"));
  record.promise(
    "a password that the office gave is changed first",
    read.status === 403 || read.status === 401,
    `${read.status}`,
  );
}

export async function torture({ dialect, record }) {
  const server = await Served.start(dialect, { words: ["--behind-proxy"] });
  try {
    await demoPassword(server, record);
    await commonPasswords(server, record);
    await sessions(server, record);
    await importsMakeNoRegions(server, record);
    await proposalsAreOwn(server, record);
    await copiesAreOwn(server, record);
    await shieldedCells(server, record);
    await eventsAreKept(server, record);
    await queuedJobsEnd(server, record);
    await administratorStays(server, record);
    await foreignHost(server, record);
    await filesAreOwn(server, record);
    await forwarded(server, record);
    await lockOut(server, record);
    record.promise("the process lives", server.running, server.end);
  } finally {
    await server.stop();
  }
  await exportsAreOwn(dialect, record);
  await secretsStayInside(dialect, record);
  if (dialect === "sqlite") await restoreAfterCrash(record);
  if (dialect === "sqlite") await tlsIsModern(dialect, record);
}
