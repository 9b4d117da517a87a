import assert from "node:assert/strict";
import { test } from "node:test";

import { bihuan, Client } from "../server.mjs";
import { assertProblem } from "../problem.mjs";

const SAFE = ["GET", "HEAD"];
const OPEN = ["public", "signed_in"];

/** Every operation of the contract: {method, path, id, permission}. */
export function operations() {
  const document = JSON.parse(bihuan("openapi"));
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === "month" ? "2026-10" : "1")),
      id: operation.operationId,
      permission: operation["x-permission"],
      upload: Boolean(operation.requestBody?.content?.["application/octet-stream"]),
      streams: Object.values(operation.responses).some((answer) =>
        Object.keys(answer.content ?? {}).includes("text/event-stream"),
      ),
    })),
  );
}

function send(client, operation) {
  const options = SAFE.includes(operation.method) || operation.upload ? {} : { body: {} };
  if (operation.upload) options.raw = "";
  return client.call(operation.method, operation.path, options);
}

export function permissionsSuite(server) {
  const all = operations();

  test("every operation names its permission, and few are open to everybody", () => {
    assert.ok(all.length > 60, `${all.length} operations`);
    for (const { id, permission } of all) assert.ok(permission, `${id} names no permission`);
    const open = all.filter(({ permission }) => permission === "public").map(({ id }) => id);
    assert.deepEqual(open.sort(), ["sign_in"]);
  });

  test("without a session every operation answers 401", async () => {
    const stranger = new Client(server().base);
    for (const operation of all.filter(({ permission }) => permission !== "public"))
      assertProblem(await send(stranger, operation), 401);
  });

  test("with a session and without the CSRF token every change answers 403", async () => {
    const client = await server().signIn("administrator");
    client.csrf = "";
    const changes = all.filter(({ method, permission }) => !SAFE.includes(method) && permission !== "public");
    assert.ok(changes.length > 20);
    for (const operation of changes) assertProblem(await send(client, operation), 403);
  });

  test("each role may what it is granted, and is refused the rest with 403", async () => {
    const granted = {};
    for (const { login } of server().demo.accounts) {
      const client = await server().signIn(login);
      const may = new Set(client.session.permissions);
      granted[login] = may;
      for (const operation of all) {
        if (OPEN.includes(operation.permission) || operation.streams) continue;
        const where = `${login}: ${operation.method} ${operation.path} (${operation.permission})`;
        if (!may.has(operation.permission)) {
          const answer = await send(client, operation);
          assert.equal(answer.status, 403, `${where} answered ${answer.status}`);
          assertProblem(answer, 403);
        } else if (operation.method === "GET") {
          const answer = await send(client, operation);
          assert.ok(![401, 403].includes(answer.status), `${where} was refused`);
          assert.ok(answer.status < 500, `${where} answered ${answer.status}: ${answer.text}`);
        }
      }
    }
    assert.ok(Object.keys(granted).length >= 18, Object.keys(granted).join(" "));
    assert.ok(granted.general_manager.has("months.close"));
    for (const login of ["representative", "merchandiser", "finance", "purchasing"])
      assert.ok(!granted[login].has("months.close"), `${login} may close the month`);
    for (const login of ["representative", "regional_manager", "sales_manager"])
      assert.ok(!granted[login].has("accounts.write"), `${login} may change accounts`);
  });
}
