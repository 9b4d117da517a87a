// The main job as a client does it: close the month, open its figures, correct one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { dialects, Server } from "./server.mjs";

const LAYERS = [
  "level",
  "trend",
  "season",
  "festival",
  "promotion",
  "price",
  "coherence",
  "index_edit",
  "sales_override",
  "marketing_override",
];
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** The states of a job as its events tell them, up to its end. */
async function follow(client, job) {
  const { text } = await client.get(`/v1/jobs/${job}/events`);
  return text
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => JSON.parse(line.slice(5)));
}

for (const dialect of dialects) {
  describe(`month on ${dialect}`, () => {
    let server, client, month, states;
    before(async () => {
      server = await Server.start(dialect);
      month = server.demo.last_month;
      client = await server.signIn("marketing_manager");
      const answer = await client.post(`/v1/months/${month}/close`, {});
      assert.equal(answer.status, 202, answer.text);
      states = await follow(client, answer.json.job_id);
    });
    after(() => server?.stop());

    test("a month closes with progress, in seven steps", async () => {
      assert.equal(states.at(-1).status, "done", JSON.stringify(states.at(-1)));
      assert.ok(states.length > 1);
      const ring = (await client.get(`/v1/months/${month}`)).json;
      assert.deepEqual(
        ring.steps.map((step) => step.status),
        Array(7).fill("done"),
      );
      assert.equal(ring.handovers.length, 14);
    });

    test("a forecast figure is the sum of its layers", async () => {
      const product = (await client.get("/v1/products?limit=1&filter[own]=true&sort=code")).json
        .items[0];
      const answer = await client.get(`/v1/forecasts?month=${month}&product_id=${product.id}`);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.json.forecast.length, 6);
      for (const figure of answer.json.forecast) {
        assert.equal(sum(LAYERS.map((layer) => figure.layers[layer])), figure.quantity);
        assert.ok(figure.low95 <= figure.low80 && figure.high80 <= figure.high95);
      }
    });

    test("targets add up", async () => {
      const next = new Date(`${month}-15T00:00:00Z`);
      next.setUTCMonth(next.getUTCMonth() + 1);
      const target = next.toISOString().slice(0, 7);
      const answer = await client.get(`/v1/targets?month=${month}&target_month=${target}`);
      assert.equal(answer.status, 200, answer.text);
      assert.ok(answer.json.children.length > 1);
      assert.equal(
        sum(answer.json.children.map((child) => child.quantity)),
        answer.json.node.quantity,
      );
    });

    test("a correction enters the forecast as a layer of its department, with its reason", async () => {
      const product = (await client.get("/v1/products?limit=1&filter[own]=true&sort=-code")).json
        .items[0];
      const read = async () =>
        (await client.get(`/v1/forecasts?month=${month}&product_id=${product.id}`)).json
          .forecast[0];
      const figure = await read();
      const body = {
        month,
        target_month: figure.target_month,
        product_id: product.id,
        layer: "marketing_override",
        quantity_change: 1000,
        reason: "新增堆头",
      };
      const refused = await client.post("/v1/overrides", { ...body, reason: "" });
      const made = await client.post("/v1/overrides", body);

      assert.equal(refused.status, 422);
      assert.equal(made.status, 201, made.text);
      const after = await read();
      assert.equal(after.layers.marketing_override - figure.layers.marketing_override, 1000);
      assert.equal(after.quantity - figure.quantity, 1000);
    });

    test("the production plan says why", async () => {
      const answer = await client.get(`/v1/production?month=${month}`);
      assert.equal(answer.status, 200, answer.text);
      assert.ok(answer.json.rows.length > 10);
      const { weeks, rows } = answer.json;
      assert.ok(weeks.length >= 4);
      assert.ok(rows.every((row) => row.weeks.quantity.length === weeks.length));
    });

    test("who may not close is told so", async () => {
      const other = await server.signIn("purchasing");
      assert.equal((await other.post(`/v1/months/${month}/close`, {})).status, 403);
    });
  });
}
