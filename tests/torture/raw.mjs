// Bytes as no client would send them.
import { connect } from "node:net";

import { pause } from "./served.mjs";

/** Random numbers of a seed (mulberry32), so that what broke once can be sent again. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

/** Attackers come from here, so that the bounds of an address do not meet everybody else. */
const STRANGER = "127.0.0.66";

export function open(port, { from = STRANGER } = {}) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from, allowHalfOpen: true });
    socket.setNoDelay(true);
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** The statuses of the answers in what came back; bodies by Content-Length or chunks. */
export function statuses(bytes) {
  const found = [];
  let rest = bytes;
  for (let head; (head = rest.match(/^HTTP\/1\.[01] (\d{3})[^]*?\r\n\r\n/));) {
    found.push(Number(head[1]));
    rest = rest.slice(head[0].length);
    const length = head[0].match(/\r\ncontent-length: *(\d+)/i);
    if (length) rest = rest.slice(Number(length[1]));
    else if (/\r\ntransfer-encoding: *chunked/i.test(head[0]))
      rest = rest.replace(/^[^]*?\r\n0\r\n\r\n/, "");
  }
  return found;
}

/** Sends pieces, `gap` milliseconds apart, and listens until the end or for `wait` milliseconds
 * after the last piece. Answers {statuses, text, closed}. */
export async function exchange(
  port,
  pieces,
  { wait = 1500, gap = 0, half = false, enough = 0, from = STRANGER } = {},
) {
  const socket = await open(port, { from }).catch(() => null);
  if (!socket) return { statuses: [], text: "", closed: true, refused: true };
  let text = "";
  let closed = false;
  socket.on("data", (part) => (text += part.toString("latin1")));
  socket.on("error", () => (closed = true));
  socket.on("end", () => (closed = true));
  socket.on("close", () => (closed = true));
  for (const piece of pieces) {
    if (closed) break;
    socket.write(typeof piece === "string" ? Buffer.from(piece, "latin1") : piece);
    if (gap >= 1) await pause(gap);
    else if (pieces.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  if (half) socket.end();
  const done = () => closed || (enough > 0 && statuses(text).length >= enough);
  for (const end = Date.now() + wait; !done() && Date.now() < end;) await pause(10);
  socket.destroy();
  return { statuses: statuses(text), text, closed };
}
