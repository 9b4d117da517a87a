import assert from "node:assert/strict";
import { test } from "node:test";

import { assertProblem } from "../problem.mjs";

export function editsSuite(server) {
  test("of two people who edit the same row the second is told and nothing is overwritten", async () => {
    const first = await server().signIn("product_planning");
    const second = await server().signIn("marketing_manager");
    const { id } = (await first.get("/v1/brands?limit=1")).json.items[0];
    const seen = [await first.get(`/v1/brands/${id}`), await second.get(`/v1/brands/${id}`)];
    assert.equal(seen[0].headers.get("etag"), seen[1].headers.get("etag"));

    const saved = await first.patch(
      `/v1/brands/${id}`,
      { name: "先到" },
      { headers: { "If-Match": seen[0].headers.get("etag") } },
    );
    assert.equal(saved.status, 200);
    const late = await second.patch(
      `/v1/brands/${id}`,
      { name: "后到" },
      { headers: { "If-Match": seen[1].headers.get("etag") } },
    );

    assertProblem(late, 412);
    assert.equal(late.json.code, "conflict");
    const now = await second.get(`/v1/brands/${id}`);
    assert.equal(now.json.name, "先到");
    assert.equal(now.headers.get("etag"), saved.headers.get("etag"));
    const again = await second.patch(
      `/v1/brands/${id}`,
      { name: "后到" },
      { headers: { "If-Match": now.headers.get("etag") } },
    );
    assert.equal(again.status, 200);
  });

  test("of many who save at once exactly one succeeds", async () => {
    const client = await server().signIn("product_planning");
    const { id } = (await client.get("/v1/products?limit=1")).json.items[0];
    const etag = (await client.get(`/v1/products/${id}`)).headers.get("etag");
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        client.patch(`/v1/products/${id}`, { category: `c${i}` }, { headers: { "If-Match": etag } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join(" "));
    for (const answer of answers.filter(({ status }) => status !== 200))
      assertProblem(answer, 409, 412);
    const now = (await client.get(`/v1/products/${id}`)).json;
    assert.equal(now.category, answers.find(({ status }) => status === 200).json.category);
  });

  test("a code or barcode that stands for none is no product's", async () => {
    const client = await server().signIn("product_planning");
    const { brand_id } = (await client.get("/v1/products?limit=1")).json.items[0];
    const made = (code, gtin) => client.post("/v1/products", { code, name: "新品", brand_id, gtin });
    for (const code of ["0", "/", "无"]) {
      const refused = await made(code, null);
      assertProblem(refused, 422);
      assert.equal(refused.json.issues[0].code, "stands_for_none");
    }
    for (const gtin of ["00000000", "1111111111116"]) {
      const refused = await made("NEW-1", gtin);
      assertProblem(refused, 422);
      assert.equal(refused.json.issues[0].code, "placeholder_gtin");
    }
    assert.equal((await made("NEW-1", "690 1234 567892")).json.gtin, "6901234567892");
  });

  test("an edit that does not say what it saw is refused", async () => {
    const client = await server().signIn("product_planning");
    const { id, name } = (await client.get("/v1/brands?limit=1")).json.items[0];
    assertProblem(await client.patch(`/v1/brands/${id}`, { name: "blind" }), 422);
    assertProblem(
      await client.patch(`/v1/brands/${id}`, { name: "blind" }, { headers: { "If-Match": "W/x" } }),
      422,
    );
    assert.equal((await client.get(`/v1/brands/${id}`)).json.name, name);
  });

  test("a row that others refer to stays, a row that nobody knows goes", async () => {
    const client = await server().signIn("product_planning");
    const { brand_id: used } = (await client.get("/v1/products?limit=1")).json.items[0];
    const kept = await client.call("DELETE", `/v1/brands/${used}`);
    assertProblem(kept, 409);
    const nouns = kept.json.issues.map(({ field }) => field.split("/")[1]);
    assert.deepEqual(nouns, ["product-lines", "products"]);
    for (const { code, field, found } of kept.json.issues) {
      const [, noun, by] = field.split("/");
      const { total } = (await client.get(`/v1/${noun}?limit=1&filter[${by}]=${used}`)).json;
      assert.deepEqual([code, found], ["row_in_use", String(total)]);
    }
    const made = await client.post("/v1/brands", { code: "TMP", name: "临时", own: false });
    assert.equal(made.status, 201, made.text);
    assertProblem(await client.post("/v1/brands", { code: "TMP", name: "x", own: false }), 409);
    const place = made.headers.get("location");
    assert.equal(
      (await client.call("DELETE", place, { headers: { "If-Match": made.headers.get("etag") } })).status,
      204,
    );
    assertProblem(await client.get(place), 404);
  });

  test("of what keeps a row, nobody is told more than they may read", async () => {
    const client = await server().signIn("administrator");
    const { id: region } = (await client.get("/v1/regions?limit=1")).json.items[0];
    const kept = await client.call("DELETE", `/v1/regions/${region}`);
    assertProblem(kept, 409);
    const session = (await client.get("/v1/session")).json;
    for (const { field } of kept.json.issues) {
      if (!field) continue;
      const answer = await client.get(`/v1/${field.split("/")[1]}?limit=1`);
      assert.equal(answer.status, 200, `${field} for ${JSON.stringify(session.permissions)}`);
    }
  });
}
