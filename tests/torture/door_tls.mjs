// TLS: forward secrecy and authenticated ciphers only, nothing older than 1.2.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";

import { freePort } from "../api/server.mjs";
import { Served, until } from "./served.mjs";

const REFUSED = {
  "RSA key exchange, CBC": { ciphers: "AES128-SHA:@SECLEVEL=0", maxVersion: "TLSv1.2" },
  "RSA key exchange, GCM": { ciphers: "AES128-GCM-SHA256:@SECLEVEL=0", maxVersion: "TLSv1.2" },
  "forward secrecy, CBC": { ciphers: "ECDHE-RSA-AES128-SHA:@SECLEVEL=0", maxVersion: "TLSv1.2" },
  "forward secrecy, CBC and SHA-256": { ciphers: "ECDHE-RSA-AES128-SHA256", maxVersion: "TLSv1.2" },
  "TLS 1.1": { ciphers: "ALL:@SECLEVEL=0", minVersion: "TLSv1", maxVersion: "TLSv1.1" },
};
const TAKEN = {
  "TLS 1.2, GCM": { ciphers: "ECDHE-RSA-AES128-GCM-SHA256", maxVersion: "TLSv1.2" },
  "TLS 1.3": { minVersion: "TLSv1.3" },
};

function greets(port, options) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ...options });
    socket.once("secureConnect", () => resolve(true) || socket.destroy());
    for (const name of ["error", "close"]) socket.once(name, () => resolve(false));
    socket.setTimeout(5000, () => resolve(false) || socket.destroy());
  });
}

export async function tlsIsModern(dialect, record) {
  const folder = mkdtempSync(join(tmpdir(), "bihuan-tls-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const words = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=localhost",
    "-days",
    "2",
    "-keyout",
    key,
    "-out",
    certificate,
  ];
  if (spawnSync("openssl", words, { stdio: "ignore" }).status !== 0)
    return void record.figure("TLS", "skipped: openssl makes no certificate");
  const server = await Served.start(dialect);
  try {
    await server.kill();
    server.words = ["--tls-certificate", certificate, "--tls-key", key];
    server.port = await freePort();
    server.listening = () => until(20, () => greets(server.port, TAKEN["TLS 1.2, GCM"]));
    await server.run();
    const wrong = [];
    for (const [name, options] of Object.entries(REFUSED))
      if (await greets(server.port, options)) wrong.push(`${name} is taken`);
    for (const [name, options] of Object.entries(TAKEN))
      if (!(await greets(server.port, options))) wrong.push(`${name} is refused`);
    record.promise(
      "TLS has forward secrecy and authenticated ciphers only",
      wrong.length === 0,
      wrong.join(", "),
    );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
