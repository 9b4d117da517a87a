import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";

import { Client } from "../server.mjs";
import { assertProblem } from "../problem.mjs";
import { operations } from "./permissions.mjs";

const BAD_BODIES = [
  "", "{", "[]", "null", "42", '"text"', "{\"a\":", "\u0000", "\ufffe", '{"code":1e999}',
  '{"code":"\\ud800"}', "[".repeat(100_000), '{"a":'.repeat(50_000),
];
const BAD_IDS = ["x", "-1", "0", "9223372036854775807", "9223372036854775808", "1e3", "%00", "..%2f", "1;DROP"];
const BAD_MONTHS = ["2026-13", "2026-00", "x", "2026", "0000-01", "9999-12", "2026-10-01", "%27--", "99999-01"];

/** A raw request, for what fetch would not send. */
function send(base, options, body = "") {
  return new Promise((resolve, reject) => {
    const call = request(`${base}${options.path ?? "/"}`, options, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

export function hostileSuite(server) {
  test("a broken body gets a clear problem", async () => {
    const client = await server().signIn("administrator");
    for (const raw of BAD_BODIES) {
      const answer = await client.call("POST", "/v1/brands", {
        raw,
        headers: { "Content-Type": "application/json" },
      });
      assertProblem(answer, 400, 422);
    }
    assertProblem(await client.call("POST", "/v1/brands", { raw: "code=1" }), 400, 415, 422);
  });

  test("every wrong field of a body is named with its place", async () => {
    const client = await server().signIn("administrator");
    const answer = await client.post("/v1/products", {
      code: "",
      name: 7,
      brand_id: "none",
      units_per_box: 0,
      stage: "eternal",
      colour: "red",
    });
    assertProblem(answer, 422);
    const places = answer.json.issues.map(({ field }) => field);
    for (const place of ["/name", "/brand_id", "/colour"])
      assert.ok(places.includes(place), `${place} of ${places.join(" ")}`);
  });

  test("a body without end is refused before it is read", async () => {
    const client = await server().signIn("administrator");
    const answer = await client
      .call("POST", "/v1/brands", {
        raw: Buffer.alloc(8 << 20, 32),
        headers: { "Content-Type": "application/json" },
      })
      .catch((error) => ({ broken: error }));
    if (!answer.broken) assertProblem(answer, 413);
    assert.equal((await client.get("/v1/session")).status, 200, "the server is still there");
  });

  test("odd lists get a problem or a list, never a failure", async () => {
    const client = await server().signIn("administrator");
    for (const query of [
      "after=x", "after=[]", "after=[1,2]", 'after=["a","b"]', "after=%7B%7D", "after=null",
      "after=[null,9223372036854775807]", "limit=-1", "limit=0", "limit=1e9", "limit=100000",
      "limit=x", "sort=colour", "sort=--code", "sort=", "filter[colour]=1", "filter[id]=x",
      "filter[brand_id]=%00", "filter[own]=maybe", "filter[", "filter[id", "filter[id]=",
      "filter[active_from][from]=yesterday", "search=%FF%FE", `search=${"a".repeat(5_000)}`,
      "search=%27%20OR%201=1--", "unknown=1",
    ]) {
      const answer = await client.get(`/v1/products?${query}`);
      if (answer.status !== 200) assertProblem(answer, 400, 413, 414, 422, 431);
    }
    for (const query of ["after=x", "limit=-1", "limit=x", "sort=colour", "filter[colour]=1", "filter[own]=maybe"])
      assertProblem(await client.get(`/v1/products?${query}`), 422);
  });

  test("ids and months that are none get a problem at every operation", async () => {
    const document = operations();
    const client = await server().signIn("administrator");
    for (const { method, path, streams } of document) {
      if (method !== "GET" || streams) continue;
      const bad = path.includes("2026-10") ? BAD_MONTHS : BAD_IDS;
      if (!/\/1(\/|$)|2026-10/.test(path)) continue;
      for (const text of bad) {
        const place = path.replace(/\/1(?=\/|$)/, `/${text}`).replace("2026-10", text);
        const answer = await client.get(place);
        assert.ok(answer.status < 500, `${place} answered ${answer.status}: ${answer.text}`);
        if (answer.status >= 400) assertProblem(answer, 400, 403, 404, 422);
      }
    }
  });

  test("parameters that are none get a problem at every operation that reads", async () => {
    const client = await server().signIn("administrator");
    for (const path of ["forecasts", "forecast-table", "targets", "production", "accuracy", "overrides",
      "forecasts/anatomy", "forecasts/hindsight", "explanations/forecast", "explanations/production",
      "search", "jobs", "imports", "months/2026-10"]) {
      for (const query of ["", "?month=2026-13", "?month=", "?month=2026-10&target_month=x",
        "?month=2026-10&product_id=x", "?month=2026-10&region_id=-1", "?month=1900-01", "?scenario=none",
        "?month=2026-10&scenario=%00", "?q=%FF", "?month=2026-10&product_id=99999999999999999999"]) {
        const answer = await client.get(`/v1/${path}${query}`);
        assert.ok(answer.status < 500, `${path}${query} answered ${answer.status}: ${answer.text}`);
        if (answer.status >= 400) assertProblem(answer, 400, 403, 404, 422);
      }
    }
  });

  test("changes with empty and wrong bodies get a problem at every operation", async () => {
    const client = await server().signIn("administrator");
    const skipped = new Set(["sign_in", "sign_out"]);
    for (const { method, path, id, upload } of operations()) {
      if (["GET", "HEAD", "DELETE"].includes(method) || skipped.has(id) || upload) continue;
      for (const raw of ["[]", "{", '{"colour":"red"}', '{"name":{"a":[]}}'])
        for (const place of [path, path.replace("2026-10", "2026-13")]) {
          const answer = await client.call(method, place, {
            raw,
            headers: { "Content-Type": "application/json", "If-Match": '"1"' },
          });
          assert.ok(answer.status < 500, `${method} ${place} ${raw}: ${answer.status} ${answer.text}`);
        }
    }
  });

  test("odd paths, methods and headers get an answer", async () => {
    const { base } = server();
    for (const path of ["/v1/../etc/passwd", "/v1/%2e%2e/%2e%2e/etc/passwd", "/%00", "/v1//products",
      `/v1/${"x".repeat(7_000)}`, "/v1/products/1/2/3", "//evil.example/"]) {
      const answer = await send(base, { path });
      assert.ok(answer.status < 500, `${path}: ${answer.status}`);
      assert.ok(!answer.text.includes("root:"), path);
    }
    for (const method of ["TRACE", "PUT", "OPTIONS", "PROPFIND"]) {
      const answer = await send(base, { path: "/v1/products", method });
      assert.ok([200, 204, 400, 401, 403, 404, 405, 501].includes(answer.status), `${method}: ${answer.status}`);
    }
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`x-${i}`, "y".repeat(100)]));
    const answer = await send(base, { path: "/v1/products", headers: many }).catch(() => ({ status: 431 }));
    assert.ok([400, 413, 431].includes(answer.status), `${answer.status}`);
    assert.equal((await new Client(base).get("/healthz")).status, 200);
  });
}
