// src/gen/api.d.ts from openapi.json, which `bihuan openapi` writes.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

if (!existsSync("openapi.json")) {
  process.stderr.write(
    "web/openapi.json is missing; make it with: bihuan openapi > web/openapi.json\n",
  );
  process.exit(1);
}
execFileSync("npx", ["openapi-typescript", "openapi.json", "-o", "src/gen/api.d.ts"], {
  stdio: "inherit",
});
