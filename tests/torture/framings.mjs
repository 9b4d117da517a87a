// Requests that two parsers could read in two ways (RFC 9112, 11.2), each with a second request
// hidden inside. Whatever a server makes of one: it never answers the hidden one.

const HIDDEN = "GET /healthz?hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
const head = (lines, body = "") =>
  `POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
const chunked = "Transfer-Encoding: chunked";

/** Lengths and codings that contradict themselves or each other; the answer is a refusal. */
const CONTRADICTIONS = {
  "CL and TE": ["Content-Length: 4", chunked],
  "TE and CL": [chunked, "Content-Length: 4"],
  "two lengths that differ": ["Content-Length: 0", "Content-Length: 44"],
  "two lengths alike": ["Content-Length: 5", "Content-Length: 5"],
  "lengths in a list": ["Content-Length: 0, 44"],
  "a signed length": ["Content-Length: +5"],
  "a negative length": ["Content-Length: -1"],
  "a length in hexadecimal": ["Content-Length: 0x5"],
  "a length with a point": ["Content-Length: 5.0"],
  "a length with a letter": ["Content-Length: 5a"],
  "a length of words": ["Content-Length: five"],
  "an empty length": ["Content-Length:"],
  "a length above all numbers": ["Content-Length: 99999999999999999999999"],
  "a length of 2^64": ["Content-Length: 18446744073709551616"],
  "two codings": [chunked, chunked],
  "chunked twice in a list": ["Transfer-Encoding: chunked, chunked"],
  "gzip and chunked": ["Transfer-Encoding: gzip, chunked"],
  "chunked and identity": ["Transfer-Encoding: chunked, identity"],
  identity: ["Transfer-Encoding: identity"],
  "a coding nobody knows": ["Transfer-Encoding: cow"],
  "chunked with a letter more": ["Transfer-Encoding: xchunked"],
  "chunked in quotes": ['Transfer-Encoding: "chunked"'],
  "a tab before chunked and a length": ["Transfer-Encoding:\tchunked", "Content-Length: 4"],
  "a vertical tab before chunked": ["Transfer-Encoding: \x0bchunked"],
  "a space before the colon of TE": ["Transfer-Encoding : chunked"],
  "a space before the colon of CL": ["Content-Length : 5"],
  "a header with a NUL": ["X: a\0b"],
  "a header with a bare CR": ["X: a\rTransfer-Encoding: chunked"],
  "a name with a space": ["Bad Name: x"],
  "a line without a colon": ["no colon here"],
  "an empty name": [": x"],
  "two hosts": ["Host: y"],
};

/** Chunks that are none. */
const CHUNKS = {
  "a size that is no number": "zz\r\nabc\r\n0\r\n\r\n",
  "a negative size": "-1\r\nabc\r\n0\r\n\r\n",
  "a size with 0x": "0x3\r\nabc\r\n0\r\n\r\n",
  "a size above all numbers": "ffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
  "a size with a space before": " 3\r\nabc\r\n0\r\n\r\n",
  "a chunk that is longer than told": "3\r\nabcdef\r\n0\r\n\r\n",
  "a chunk without its end": "3\r\nabc0\r\n\r\n",
  "a size ended by a bare LF": "3\nabc\r\n0\r\n\r\n",
  "a chunk ended by a bare LF": "3\r\nabc\n0\r\n\r\n",
  "a last chunk with a letter": "0x\r\n\r\n",
};

/** First lines and hosts. */
const FIRST_LINES = {
  "an absolute address": "GET http://evil.example/healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "another host in the address": "GET http://x@evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "no host": "GET /healthz HTTP/1.1\r\n\r\n",
  "a tunnel": "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
  "a star": "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "a version of 1.2": "GET /healthz HTTP/1.2\r\nHost: 127.0.0.1\r\n\r\n",
  "a version of 2.0": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "a version of 9.9": "GET /healthz HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
  "no version": "GET /healthz\r\nHost: 127.0.0.1\r\n\r\n",
  "two spaces": "GET  /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "a tab": "GET\t/healthz\tHTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "a NUL in the path": "GET /heal\0thz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "a fragment": "GET /healthz#x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
  "lines ended by bare LF": "GET /healthz HTTP/1.1\nHost: 127.0.0.1\n\n",
  "lines ended by bare CR": "GET /healthz HTTP/1.1\rHost: 127.0.0.1\r\r",
  "a first line of 20 kB": `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  "a header of 20 kB": `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
  "3,000 headers": `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n${"a:b\r\n".repeat(3_000)}\r\n`,
  "a TLS greeting": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  zeros: "\0".repeat(4096),
  "a method of 1 kB": `${"G".repeat(1024)} / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  "an address of another scheme": "GET file:///etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
};

/** Readable in one way only, if at all: answered or refused, never twice. */
const DOUBTFUL = {
  "a folded length": head(["Content-Length:\r\n 5"], "12345"),
  "a folded coding": head(["Transfer-Encoding:\r\n chunked"], "0\r\n\r\n"),
  "CHUNKED in capitals": head(["Transfer-Encoding: CHUNKED"], "0\r\n\r\n"),
  "a length with zeros before": head(["Content-Length: 0005"], "12345"),
  "a chunk with an extension": head([chunked], '3;a="b\\"c"\r\nabc\r\n0\r\n\r\n'),
  "a trailer that is a length": head([chunked], "0\r\nContent-Length: 44\r\n\r\n"),
  "CL and TE on HTTP/1.0":
    "POST /v1/session HTTP/1.0\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
};

/** {name, bytes, answers}: how many answers there may be at most. */
export const framings = [
  ...Object.entries(CONTRADICTIONS).map(([name, lines]) => ({
    name,
    bytes: head(lines, `0\r\n\r\n${HIDDEN}`),
    answers: 1,
    refused: true,
  })),
  ...Object.entries(CHUNKS).map(([name, body]) => ({
    name,
    bytes: head([chunked], body + HIDDEN),
    answers: 1,
    refused: true,
  })),
  ...Object.entries(FIRST_LINES).map(([name, bytes]) => ({ name, bytes, answers: 1 })),
  // Whole in themselves; their successor stands behind them openly.
  ...Object.entries(DOUBTFUL).map(([name, bytes]) => ({ name, bytes, answers: 1 })),
];
