// Restoring a company after a crash, as the program itself says.
import { copyFileSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";

import { program, Served } from "./served.mjs";
import { abreast, tried } from "./traffic.mjs";

/** Once with the database file alone moved away, once with what the message names. */
export async function restoreAfterCrash(record) {
  const server = await Served.start("sqlite");
  try {
    const copy = join(server.folder, "copy.db");
    const made = await program(["backup", copy, "--company", server.company]);
    record.promise("a company in use is backed up", made.code === 0, made.text);
    const client = await server.signIn("administrator");
    await abreast(300, 4, (i) => tried(client.post("/v1/channels", { code: `W${i}`, name: "w" })));
    await server.kill();

    const onto = await program(["restore", copy, "--company", server.company]);
    record.promise("restore does not write over a company", onto.code !== 0, onto.text);
    const log = existsSync(`${server.company}-wal`);
    record.figure("a log lay beside the killed company", log ? "yes" : "no");
    renameSync(server.company, join(server.folder, "old.db"));
    const restored = await program(["restore", copy, "--company", server.company]);
    record.figure(
      "restore with the file moved away",
      restored.code === 0 ? "restored" : `refused: ${restored.text.trim().slice(0, 120)}`,
    );
    if (restored.code !== 0) {
      record.promise(
        "a refused restore names the log",
        /-wal|-shm|log/.test(restored.text),
        restored.text,
      );
      for (const end of ["-wal", "-shm"])
        if (existsSync(server.company + end))
          renameSync(server.company + end, join(server.folder, `old.db${end}`));
      const again = await program(["restore", copy, "--company", server.company]);
      record.promise("restore works with all moved away", again.code === 0, again.text);
    }
    const { sound, text } = await server.check();
    record.promise("a restored company is sound", sound, text);
    await server.run().catch(() => {});
    record.promise("a restored company is served", server.running, server.output);
    await oldCompany(server, record);
  } finally {
    await server.stop();
  }
}

/** What was moved away still opens, with its last commits where its log was moved too. */
async function oldCompany(server, record) {
  const old = join(server.folder, "old.db");
  const look = join(server.folder, "look.db");
  for (const end of ["", "-wal"]) if (existsSync(old + end)) copyFileSync(old + end, look + end);
  const { code, text } = await program(["check", "--company", look]);
  record.promise("the company that was moved away is sound", code === 0, text);
}
