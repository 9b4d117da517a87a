import assert from "node:assert/strict";
import { test } from "node:test";

import { assertProblem } from "../problem.mjs";

export function listsSuite(server) {
  test("pages add up to the list, each row once, whatever the sort", async () => {
    const client = await server().signIn("general_manager");
    const total = (await client.get("/v1/outlets?limit=1")).json.total;
    assert.ok(total > 50, `${total} outlets`);
    for (const sort of ["code", "-code", "name", "-region_id", "active_from"]) {
      const rows = await client.all(`/v1/outlets?sort=${sort}`, 37);
      assert.equal(rows.length, total, sort);
      assert.equal(new Set(rows.map(({ id }) => id)).size, total, sort);
    }
    const codes = (await client.all("/v1/outlets?sort=-code")).map(({ code }) => code);
    assert.deepEqual(codes, [...codes].sort().reverse());
  });

  test("filters and searches narrow the list and its total alike", async () => {
    const client = await server().signIn("general_manager");
    const products = await client.all("/v1/products");
    const brand = products[0].brand_id;
    const filtered = await client.get(`/v1/products?filter[brand_id]=${brand}&limit=200`);
    const expected = products.filter((product) => product.brand_id === brand);
    assert.equal(filtered.json.total, expected.length);
    assert.deepEqual(
      filtered.json.items.map(({ id }) => id).sort(),
      expected.map(({ id }) => id).sort(),
    );
    const own = await client.get("/v1/products?filter[own]=true&limit=1");
    assert.equal(own.json.total, products.filter((product) => product.own).length);
    const found = await client.get(`/v1/products?search=${encodeURIComponent(products[0].code)}`);
    assert.ok(found.json.items.some(({ id }) => id === products[0].id));
    const nothing = await client.get("/v1/products?search=%25");
    assert.equal(nothing.json.total, 0, "a percent sign is a letter like others");
  });

  test("a regional manager sees the own regions only, in lists, rows, searches and exports", async () => {
    const whole = await server().signIn("general_manager");
    const manager = await server().signIn("regional_manager");
    const regions = new Set((await manager.all("/v1/regions")).map(({ id }) => id));
    const every = await whole.all("/v1/outlets");
    const mine = every.filter(({ region_id: region }) => regions.has(region));
    assert.ok(regions.size > 0 && mine.length > 0 && mine.length < every.length);

    const seen = await manager.all("/v1/outlets");
    assert.deepEqual(seen.map(({ id }) => id).sort(), mine.map(({ id }) => id).sort());
    const hidden = every.find(({ region_id: region }) => !regions.has(region));
    assertProblem(await manager.get(`/v1/outlets/${hidden.id}`), 404);
    assert.equal((await manager.get(`/v1/outlets?filter[id]=${hidden.id}`)).json.total, 0);
    const hits = await manager.get(`/v1/search?q=${encodeURIComponent(hidden.code)}`);
    assert.ok(!hits.json.items.some(({ id }) => id === hidden.id));
    const file = await manager.get("/v1/outlets/export?format=csv");
    assert.equal(file.status, 200, file.text);
    assert.ok(!file.text.includes(hidden.code) && file.text.includes(mine[0].code));
    const facts = await manager.get("/v1/facts/sell-out/export?format=csv");
    assert.equal(facts.status, 200);
    assert.ok(!facts.text.includes(hidden.code), "an export shows another region's sales");
  });
}
