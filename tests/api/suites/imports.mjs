import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";

import { assertProblem } from "../problem.mjs";

const issueWords = (language) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../../web/src/locales/${language}/issues.json`), "utf8"),
  );

/** The text of every part of a workbook. */
function workbookText(bytes) {
  let text = "";
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4)) {
    const header = bytes.readUInt32LE(at + 42);
    const size = bytes.readUInt32LE(at + 20);
    const begin = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(begin, begin + size);
    text += bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed).toString("utf8") : packed;
  }
  return text;
}

export async function upload(client, kind, text, name = "file.csv") {
  const sent = await client.call("POST", `/v1/imports?kind=${kind}&name=${encodeURIComponent(name)}`, {
    raw: text,
    headers: { "Content-Type": "application/octet-stream" },
  });
  if (sent.status !== 202) return sent;
  await client.finished(sent.json.job_id);
  return client.get(`/v1/imports/${sent.json.id}`);
}

/** Sends back that an import was seen as it stands at this version. */
const seen = ({ version }) => ({ headers: { "If-Match": `"${version}"` } });

async function accept(client, made) {
  const path = `/v1/imports/${made.id}/acceptance`;
  const { json, status, text } = await client.post(path, {}, seen(made));
  assert.equal(status, 202, text);
  return client.finished(json.job_id);
}

async function soldOn(client, day) {
  const file = await client.get(`/v1/facts/sell-out/export?format=csv&language=en&from=${day}&to=${day}`);
  assert.equal(file.status, 200, file.text);
  return file.text.trim().split("\n").length - 1;
}

export function importsSuite(server) {
  const clerk = () => server().signIn("trade_planning");

  test("a bad file gets every issue with its place, in both languages", async () => {
    const client = await clerk();
    const outlet = (await client.get("/v1/outlets?limit=1")).json.items[0].code;
    const product = (await client.get("/v1/products?limit=1")).json.items[0].code;
    const { json, status, text } = await upload(
      client,
      "sell-out",
      `日期,门店编码,产品编码,数量,销售额\n2026-10-01,${outlet},${product},5,20\n` +
        `2026-02-30,${outlet},${product},5,20\n2026-10-02,nowhere,${product},5,20\n` +
        `2026-10-03,${outlet},${product},许多,20\n2026-10-01,${outlet},${product},6,20\n`,
    );
    assert.equal(status, 200, text);
    assert.equal(json.status, "checked");
    assert.equal(json.rows_read, 5);
    assert.equal(json.rows_failed, 4);
    const issues = Object.fromEntries(json.issues.map((issue) => [issue.row, issue]));
    assert.deepEqual(Object.keys(issues), ["3", "4", "5", "6"]);
    assert.equal(issues[3].cell, "A3");
    assert.equal(issues[3].found, "2026-02-30");
    assert.equal(issues[4].cell, "B4");
    assert.equal(issues[5].cell, "D5");
    for (const language of ["zh", "en"]) {
      const words = issueWords(language);
      for (const { code } of json.issues) assert.ok(words[code], `${code} has no words in ${language}`);
      const workbook = await client.get(`/v1/imports/${json.id}/errors.xlsx?language=${language}`);
      assert.equal(workbook.status, 200);
      const cells = workbookText(workbook.bytes);
      for (const place of ["A3", "B4", "D5"]) assert.ok(cells.includes(`${place}: `), place);
      assert.equal(/A3: [^<]*[\u4e00-\u9fff]/.test(cells), language === "zh");
    }
    assert.equal((await client.call("DELETE", `/v1/imports/${json.id}`)).status < 300, true);
  });

  test("files that are no tables are refused with a reason", async () => {
    const client = await clerk();
    for (const bytes of [
      "", "\u0000\u0001\u0002", "PK\u0003\u0004broken", "<html>no</html>", "a,b\n1,2\n", "日期\n",
      Buffer.alloc(300_000, 44), Buffer.from([0xff, 0xfe, 0x00]), '"never closed\n'.repeat(1000),
    ]) {
      const answer = await upload(client, "sell-out", bytes);
      if (answer.status !== 200) {
        assertProblem(answer, 400, 422);
        continue;
      }
      assert.ok(["failed", "checked"].includes(answer.json.status), answer.text.slice(0, 300));
      assert.ok(answer.json.issues.length > 0, answer.text.slice(0, 300));
      for (const issue of answer.json.issues) assert.ok(issue.code && issue.message);
      const job = await client.get(`/v1/jobs/${answer.json.job_id}`);
      assert.notEqual(job.json.status, "running");
    }
    assertProblem(await upload(client, "nonsense", "a\n"), 404, 422);
    assertProblem(await client.get("/v1/imports/1"), 404);
    assertProblem(await client.get("/v1/import-templates/nonsense.xlsx"), 404, 422);
  });

  test("what is accepted is there; the same file again changes nothing", async () => {
    const client = await clerk();
    const outlets = (await client.get("/v1/outlets?limit=20")).json.items;
    const product = (await client.get("/v1/products?limit=1&filter[own]=true")).json.items[0].code;
    const rows = outlets.map(({ code }) => `2020-02-02,${code},${product},3,10`).join("\n");
    const file = `日期,门店编码,产品编码,数量,销售额\n${rows}\n`;
    assert.equal(await soldOn(client, "2020-02-02"), 0);

    const checked = await upload(client, "sell-out", file);
    assert.equal(await soldOn(client, "2020-02-02"), 0, "checking writes nothing");
    const job = await accept(client, checked.json);
    assert.equal(job.status, "done", JSON.stringify(job.error));
    assert.equal(await soldOn(client, "2020-02-02"), outlets.length);

    const again = await upload(client, "sell-out", file);
    assert.equal(again.json.rows_unchanged, outlets.length);
    assert.equal(again.json.rows_added, 0);
    await accept(client, again.json);
    assert.equal(await soldOn(client, "2020-02-02"), outlets.length);
  });

  test("a word that may be two units waits until a person says what it means", async () => {
    const client = await clerk();
    const outlet = (await client.get("/v1/outlets?limit=1")).json.items[0].code;
    const product = (await client.all("/v1/products")).find(({ unit }) => unit === "瓶");
    const { json: open } = await upload(
      client,
      "sell-out",
      `日期,门店编码,产品编码,数量,单位,销售额\n2020-05-05,${outlet},${product.code},2,件,90\n`,
    );
    assert.equal(open.issues[0].code, "ambiguous_unit");
    assert.equal(open.issues[0].found, `件 = 1 瓶 / ${product.units_per_box} 瓶`);
    assert.deepEqual(open.units_in_doubt, ["件"]);

    const change = (units) => client.patch(`/v1/imports/${open.id}`, { options: { units } }, seen(open));
    assertProblem(await change({ 件: "barrel" }), 422);
    const { json, status, text } = await change({ 件: "box" });
    assert.equal(status, 202, text);
    await client.finished(json.job_id);
    const said = (await client.get(`/v1/imports/${open.id}`)).json;
    assert.deepEqual(said.options.units, { 件: "box" });
    assert.equal(said.rows_failed, 0);
    assert.equal(said.rows_added, 1);
  });

  test("nobody accepts what another had read another way meanwhile", async () => {
    const planner = await clerk();
    const other = await clerk();
    const outlet = (await planner.get("/v1/outlets?limit=1")).json.items[0].code;
    const product = (await planner.get("/v1/products?limit=1")).json.items[0].code;
    const sent = await upload(
      planner,
      "sell-out",
      `日期,门店,产品,数量,散数,金额\n2020-06-06,${outlet},${product},7,700,90\n`,
    );
    assert.equal(sent.headers.get("etag"), `"${sent.json.version}"`);
    const path = `/v1/imports/${sent.json.id}`;
    const changed = await other.patch(path, { mapping: { quantity: "散数" } }, seen(sent.json));
    assert.equal(changed.status, 202, changed.text);

    const early = await planner.post(`${path}/acceptance`, {}, seen(sent.json));
    await other.finished(changed.json.job_id);
    const late = await planner.post(`${path}/acceptance`, {}, seen(sent.json));
    for (const refused of [early, late]) {
      assertProblem(refused, 412);
      assert.equal(refused.json.code, "conflict");
    }
    assertProblem(await planner.patch(path, { mapping: {} }, seen(sent.json)), 412);
    assertProblem(await planner.post(`${path}/acceptance`, {}), 422);
    assertProblem(await planner.patch(path, { mapping: {} }), 422);
    assertProblem(await planner.call("DELETE", path, seen(sent.json)), 412);
    assert.equal(await soldOn(planner, "2020-06-06"), 0);

    const now = (await planner.get(path)).json;
    assert.equal(now.mapping.quantity, "散数");
    await accept(planner, now);
    assert.equal(await soldOn(planner, "2020-06-06"), 1);
  });

  test("a regional manager cannot import sales into another region", async () => {
    const whole = await clerk();
    const manager = await server().signIn("regional_manager");
    const seen = new Set((await manager.all("/v1/outlets")).map(({ code }) => code));
    const hidden = (await whole.all("/v1/outlets")).find(({ code }) => !seen.has(code));
    const product = (await whole.get("/v1/products?limit=1")).json.items[0].code;
    const { json } = await upload(
      manager,
      "sell-out",
      `日期,门店编码,产品编码,数量,销售额\n2020-03-03,${hidden.code},${product},1,1\n`,
    );
    assert.equal(json.rows_failed, 1);
    assert.equal(json.issues[0].cell, "B2");
  });

  test("a file is shown to who sent it and to who sees the whole company", async () => {
    const whole = await clerk();
    const manager = await server().signIn("regional_manager");
    const sent = (await upload(whole, "sell-out", "日期,门店编码,产品编码,数量\n2026-10-01,X,Y,1\n")).json;
    const own = (await upload(manager, "sell-out", "日期,门店编码,产品编码,数量\n2026-10-01,X,Y,2\n")).json;

    assertProblem(await manager.get(`/v1/imports/${sent.id}`), 404);
    assertProblem(await manager.get(`/v1/imports/${sent.id}/errors.xlsx`), 404);
    assertProblem(await manager.post(`/v1/imports/${sent.id}/acceptance`, {}, seen(sent)), 404);
    assertProblem(await manager.call("DELETE", `/v1/imports/${sent.id}`), 404);
    const listed = (await manager.get("/v1/imports?limit=200")).json.items.map(({ id }) => id);
    assert.ok(listed.includes(own.id) && !listed.includes(sent.id));
    assert.equal((await whole.get(`/v1/imports/${own.id}`)).status, 200);
  });

  test("an import whose server is killed is taken up by the next one", async () => {
    const client = await clerk();
    const outlets = (await client.all("/v1/outlets")).slice(0, 400);
    const products = (await client.all("/v1/products")).slice(0, 20);
    const rows = outlets.flatMap(({ code }) =>
      products.map((product) => `2020-04-04,${code},${product.code},2,9`),
    );
    const checked = await upload(client, "sell-out", `日期,门店,产品,数量,金额\n${rows.join("\n")}\n`);
    assert.equal(checked.json.rows_failed, 0, JSON.stringify(checked.json.issues[0]));
    const { json } = await client.post(
      `/v1/imports/${checked.json.id}/acceptance`,
      {},
      seen(checked.json),
    );

    await server().kill();
    await server().run();

    const again = await clerk();
    const job = await again.finished(json.job_id);
    assert.equal(job.status, "done", JSON.stringify(job));
    assert.equal(await soldOn(again, "2020-04-04"), rows.length);
  });
}
