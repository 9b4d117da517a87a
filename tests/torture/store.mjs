// What a store that gives out must look like from outside, whichever store it is.
import { until } from "./served.mjs";
import { codes, tried } from "./traffic.mjs";

export const SQL = /INSERT INTO|SELECT |UPDATE |DELETE FROM|SQLSTATE|FATAL:|while executing|libpq/;
export const isRefusal = (status) => [429, 503].includes(status);

/** Makes channels one after the other: {statuses, kept: codes that were acknowledged, texts}. */
export async function makeChannels(client, prefix, times) {
  const made = { statuses: [], kept: [], texts: [] };
  for (let i = 0; i < times; ++i) {
    const code = `${prefix}${i}`;
    const answer = await tried(client.post("/v1/channels", { code, name: "满".repeat(150) }));
    made.statuses.push(answer.status);
    if (answer.status === 201) made.kept.push(code);
    else made.texts.push(answer.text);
  }
  return made;
}

async function missing(client, kept) {
  const there = new Set(await codes(client, "/v1/channels"));
  return kept.filter((code) => !there.has(code));
}

export async function heals(server, client, record, what) {
  const well = await until(15, async () => (await server.health()).text.startsWith("ok"));
  record.promise(
    `${what}: health is well again by itself`,
    well,
    JSON.stringify(await server.health()),
  );
  const write = await until(15, async () => {
    const code = `H${Math.random()}`.slice(0, 12);
    return (await tried(client.post("/v1/channels", { code, name: "h" }))).status === 201;
  });
  record.promise(`${what}: writes are taken again by themselves`, write, "no write within 15 s");
}

export async function lossless(server, client, kept, record, what) {
  await server.kill();
  await server.run();
  const lost = await missing(await server.signIn("administrator"), kept);
  record.figure(`${what}: acknowledged writes; lost`, `${kept.length}; ${lost.length}`);
  record.promise(`${what} loses no acknowledged write`, lost.length === 0, `${lost}`);
  const { sound, text } = await server.check();
  record.promise(`check is content after ${what}`, sound, text);
}
