// Bytes from outside: framings, single bytes, slow and half-closed connections, mutations. Whatever
// comes in, the process lives and a good client does not notice.
import { framings } from "../framings.mjs";
import { feelPulse, noteFeelings } from "../pulse.mjs";
import { exchange, open, randomOf } from "../raw.mjs";
import { histogram, quantile } from "../record.mjs";
import { pause, Served } from "../served.mjs";

const SEED = 20261130;
const SIGN_IN = '{"login":"nobody","password":"torture torture"}';
const VALID = [
  "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "GET /v1/products?limit=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: bihuan_session=x\r\n\r\n",
  `POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
  "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
  "POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
    `Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\nX: y\r\n\r\n`,
];

/** The one that ended the process before: the last chunk in pieces. */
async function splitLastChunk(server, record) {
  const start = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  let dead = 0;
  let tried = 0;
  for (const body of ["0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "0;a=b\r\n\r\n", "0\r\nX: y\r\n\r\n"])
    for (let cut = 1; cut < body.length; ++cut) {
      const pieces = [start + body.slice(0, cut), body.slice(cut, cut + 1), body.slice(cut + 1)];
      await exchange(server.port, pieces.filter(Boolean), { gap: 40, wait: 300, enough: 1 });
      ++tried;
      if (!(await server.survived())) ++dead;
    }
  record.figure("last chunks in pieces; of them ended the process", `${tried}; ${dead}`);
  record.promise(
    "a last chunk that comes in pieces ends nothing",
    dead === 0,
    `${dead} of ${tried}: ${server.deaths}`,
  );
}

async function smuggle(server, record) {
  const smuggled = [];
  const served = [];
  let dead = 0;
  for (const { name, bytes, answers, refused } of framings) {
    const got = await exchange(server.port, [bytes], { wait: 400, enough: 2 });
    if (got.statuses.length > answers) smuggled.push(`${name} (${got.statuses})`);
    if (refused && got.statuses.some((status) => status < 400))
      served.push(`${name} (${got.statuses})`);
    if (!(await server.survived())) ++dead;
  }
  record.figure("framings tried", framings.length);
  record.figure("framings with a hidden request answered", smuggled.length);
  record.promise("no hidden request is answered", smuggled.length === 0, smuggled.join("; "));
  record.promise("no contradictory framing is served", served.length === 0, served.join("; "));
  record.promise("no framing ends the process", dead === 0, `${dead}: ${server.deaths}`);
}

async function singleBytes(server, record) {
  const wrong = [];
  let dead = 0;
  const requests = [
    ...VALID,
    VALID[3].replace("\r\n\r\n{}", `\r\n\r\n${SIGN_IN}`).replace(": 2", `: ${SIGN_IN.length}`),
  ];
  for (const [at, text] of requests.entries()) {
    const whole = await exchange(server.port, [text], { enough: 1 });
    if (!(await server.survived())) ++dead;
    const bytes = await exchange(server.port, [...text], { gap: 1, enough: 1 });
    if (!(await server.survived())) ++dead;
    if (`${whole.statuses}` !== `${bytes.statuses}`)
      wrong.push(
        `request ${at}: ${whole.statuses} at once, ${bytes.statuses || "nothing"} byte by byte`,
      );
  }
  record.promise(
    "byte by byte gives the same answer as at once",
    wrong.length === 0,
    wrong.join("; "),
  );
  record.promise("single bytes end nothing", dead === 0, `${dead}: ${server.deaths}`);
}

/** Connections that say a little, or half of a body, and wait. */
async function slowOnes(server, record, quick) {
  const many = quick ? 100 : 500;
  const heads = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-";
  const bodies =
    'POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"';
  const begin = Date.now();
  const sockets = await Promise.all(Array.from({ length: many }, () => open(server.port)));
  let closed = 0;
  const endings = [];
  for (const [at, socket] of sockets.entries()) {
    socket.on("error", () => {});
    socket.on("data", () => {});
    socket.on("end", () => socket.destroy());
    socket.on("close", () => {
      ++closed;
      endings.push((Date.now() - begin) / 1000);
    });
    socket.write(at % 3 === 0 ? heads : at % 3 === 1 ? bodies : "");
  }
  const drip = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed && socket.writable) socket.write("a");
  }, 1000);
  const patience = quick ? 15 : 60;
  while (closed < many && Date.now() - begin < patience * 1000) await pause(100);
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
  record.figure(
    `slow connections; closed by the server within ${patience} s`,
    `${many}; ${closed}`,
  );
  if (endings.length) record.figure("closed after, median", quantile(endings, 0.5), "s");
  const wanted = quick ? Math.floor(many / 3) : many;
  record.promise(
    "who dawdles is let go",
    closed >= wanted,
    `${many - closed} of ${many} still open after ${patience} s`,
  );
}

async function halfClosed(server, record) {
  const answered = [];
  for (const text of VALID)
    answered.push((await exchange(server.port, [text], { half: true, enough: 1 })).statuses.length);
  record.promise(
    "who closes the sending side is still answered",
    answered.every((answers) => answers === 1),
    `${answered}`,
  );
  for (let i = 0; i < 50; ++i) {
    const socket = await open(server.port);
    socket.on("error", () => {});
    socket.write(VALID[i % VALID.length]);
    if (i % 2) await pause(1);
    socket.resetAndDestroy();
  }
  record.promise(
    "who resets the connection ends nothing",
    await server.survived(),
    `${server.deaths}`,
  );
}

/** One valid request with some bytes changed, cut or doubled, in up to four pieces. */
export function mutation(random) {
  let text = VALID[random.below(VALID.length)];
  for (let times = 1 + random.below(4); times > 0; --times) {
    const at = random.below(text.length);
    const length = 1 + random.below(8);
    const signs = [
      "\r",
      "\n",
      "\0",
      ":",
      " ",
      "\t",
      "0",
      "\r\n\r\n",
      "\xff",
      ";",
      "chunked",
      "Content-Length: 3\r\n",
    ];
    const deed = random.below(5);
    if (deed === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (deed === 1) text = text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    else if (deed === 2)
      text = text.slice(0, at) + signs[random.below(signs.length)] + text.slice(at);
    else if (deed === 3) text = text.slice(0, at);
    else text = text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    text ||= "\r";
  }
  const cuts = Array.from({ length: random.below(4) }, () => random.below(text.length + 1)).sort(
    (a, b) => a - b,
  );
  return [...cuts, text.length]
    .map((cut, at) => text.slice(at ? cuts[at - 1] : 0, cut))
    .filter(Boolean);
}

async function mutate(server, record, quick) {
  const times = quick ? 400 : 5000;
  const batch = 20;
  const fatal = [];
  const seen = [];
  for (let at = 0; at < times; at += batch) {
    const answers = await Promise.all(
      Array.from({ length: batch }, (_, i) =>
        exchange(server.port, mutation(randomOf(SEED + at + i)), { wait: 150, gap: 2, enough: 1 }),
      ),
    );
    for (const { statuses } of answers) seen.push(statuses[0] ?? "none");
    if (!(await server.survived())) fatal.push(`seeds ${SEED + at}…${SEED + at + batch - 1}`);
  }
  record.figure("mutated requests", times);
  record.figure("their answers", histogram(seen));
  record.promise(
    "no mutation ends the process",
    fatal.length === 0,
    `${fatal.slice(0, 5).join("; ")} (${server.deaths})`,
  );
  const failures = seen.filter((status) => status >= 500 && ![501, 503, 505].includes(status));
  record.promise(
    "no mutation is answered by a failure",
    failures.length === 0,
    histogram(failures),
  );
}

export async function torture({ dialect, quick, slack, record }) {
  const server = await Served.start(dialect);
  try {
    await splitLastChunk(server, record);
    await smuggle(server, record);
    await singleBytes(server, record);
    await halfClosed(server, record);
    await mutate(server, record, quick);
    const deaths = server.deaths.length;
    const pulse = feelPulse(server.port, [{ name: "health", path: "/healthz", fresh: true }]);
    await slowOnes(server, record, quick);
    const feelings = await pulse.end();
    noteFeelings(record, "beside slow connections", feelings);
    record.promise(
      "slow connections slow nobody else: health p99 ≤ 100 ms",
      feelings.health.bad === 0 && feelings.health.p99 <= 100 * slack,
      JSON.stringify(feelings.health),
    );
    record.promise(
      "slow connections end nothing",
      server.deaths.length === deaths && (await server.survived()),
      `${server.deaths}`,
    );
    record.figure("times the process ended", server.deaths.length);
  } finally {
    await server.stop();
  }
}
