// The contract as a client sees it, against the real server on each database.
import { after, before, describe } from "node:test";

import { dialects, Server } from "./server.mjs";
import { editsSuite } from "./suites/edits.mjs";
import { hostileSuite } from "./suites/hostile.mjs";
import { importsSuite } from "./suites/imports.mjs";
import { listsSuite } from "./suites/lists.mjs";
import { permissionsSuite } from "./suites/permissions.mjs";
import { guessingSuite, sessionSuite } from "./suites/session.mjs";

for (const dialect of dialects) {
  describe(dialect, () => {
    let server;
    const running = () => server;
    before(async () => {
      server = await Server.start(dialect);
    });
    after(() => server?.stop());

    describe("session", () => sessionSuite(running));
    describe("edits", () => editsSuite(running));
    describe("lists", () => listsSuite(running));
    describe("imports", () => importsSuite(running));
    describe("hostile", () => hostileSuite(running));
    describe("permissions", () => permissionsSuite(running));
    describe("guessing", () => guessingSuite(running));
  });
}
