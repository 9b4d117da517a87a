// Source files stay below 500 lines (tests and mock company included).
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const below = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? below(path) : [path];
  });
const long = ["src", "e2e", "tools"]
  .flatMap((folder) => below(join(root, folder)))
  .filter((path) => /\.(tsx?|mjs|css)$/.test(path) && !path.includes("/gen/"))
  .map((path) => [path.slice(root.length), readFileSync(path, "utf8").split("\n").length])
  .filter(([, lines]) => lines > 500);
for (const [path, lines] of long)
  process.stderr.write(`${path}: ${lines} lines, the wall is 500\n`);
if (long.length > 0) process.exit(1);
