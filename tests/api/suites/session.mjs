import assert from "node:assert/strict";
import { test } from "node:test";

import { Client } from "../server.mjs";
import { assertProblem } from "../problem.mjs";

export function sessionSuite(server) {
  test("a wrong password and an unknown login get the same answer", async () => {
    const client = new Client(server().base);
    const wrong = await client.signIn("general_manager", "not it");
    const unknown = await client.signIn("nobody", "not it");
    assertProblem(wrong, 401);
    assertProblem(unknown, 401);
    assert.equal(wrong.json.detail, unknown.json.detail);
    assert.equal(wrong.headers.getSetCookie().length, 0);
  });

  test("a session comes as a cookie that scripts and other sites do not get", async () => {
    const client = new Client(server().base);
    const answer = await client.signIn("general_manager", server().demo.password);
    assert.equal(answer.status, 200);
    const cookie = answer.headers.getSetCookie()[0];
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    assert.ok(answer.json.permissions.length > 10);
    assert.deepEqual(answer.json.person.roles, ["general_manager"]);
    const again = await client.get("/v1/session");
    assert.equal(again.json.person.id, answer.json.person.id);
  });

  test("a change without the session's CSRF token is refused", async () => {
    const client = await server().signIn("product_planning");
    const before = await client.get("/v1/brands?limit=1");
    for (const token of ["", "x", client.csrf.slice(1), `${client.csrf}0`]) {
      const answer = await client.post(
        "/v1/brands",
        { code: "CSRF", name: "csrf", own: false },
        { headers: { "X-CSRF-Token": token } },
      );
      assertProblem(answer, 403);
    }
    const after = await client.get("/v1/brands?limit=1");
    assert.equal(after.json.total, before.json.total);
  });

  test("the CSRF token of another session is refused", async () => {
    const mine = await server().signIn("general_manager");
    const theirs = await server().signIn("general_manager", { fresh: true });
    assert.notEqual(mine.csrf, theirs.csrf);
    const answer = await mine.post("/v1/brands", {}, { headers: { "X-CSRF-Token": theirs.csrf } });
    assertProblem(answer, 403);
  });

  test("a request that comes from another site is refused", async () => {
    const client = await server().signIn("general_manager");
    for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }]) {
      assertProblem(await client.post("/v1/brands", {}, { headers }), 403);
    }
  });

  test("signing out ends the session, also for who kept the cookie", async () => {
    const client = await server().signIn("finance", { fresh: true });
    const kept = client.cookie;
    assert.equal((await client.call("DELETE", "/v1/session")).status, 204);
    const thief = new Client(server().base);
    thief.cookie = kept;
    assertProblem(await thief.get("/v1/session"), 401);
  });

  test("every answer carries the headers that browsers are kept safe by", async () => {
    for (const path of ["/healthz", "/v1/session", "/v1/nothing"]) {
      const { headers } = await new Client(server().base).get(path);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("x-frame-options"), "DENY");
      assert.match(headers.get("content-security-policy"), /default-src 'self'/);
      assert.equal(headers.get("strict-transport-security"), null);
    }
  });
}

/** Runs last: it locks the address out for a while. */
export function guessingSuite(server) {
  test("somebody who guesses passwords is slowed down", async () => {
    const client = new Client(server().base);
    const statuses = [];
    for (let i = 0; i < 30; ++i)
      statuses.push((await client.signIn("auditor", `guess ${i}`)).status);
    assert.ok(statuses.includes(429), statuses.join(" "));
    assert.ok(statuses.every((status) => status === 401 || status === 429));
  });
}
