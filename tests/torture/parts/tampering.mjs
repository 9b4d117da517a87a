// Somebody with the database's password changes a row by hand, one after the other. `bihuan check`
// says so each time, and is content again once the row is as it was.
import { execFileSync } from "node:child_process";

import { askPostgres, Served } from "../served.mjs";

const one = (table, where = "") => `(select min(id) from ${table} ${where})`;
const plus = (table, column, where) => [
  `update ${table} set ${column} = ${column} + 1 where ${where}`,
  `update ${table} set ${column} = ${column} - 1 where ${where}`,
];
const marked = (table, column, where) => [
  `update ${table} set ${column} = ${column} || ' ' where ${where}`,
  `update ${table} set ${column} = rtrim(${column}) where ${where}`,
];
const swapped = (table, column, from, to, where) => [
  `update ${table} set ${column} = replace(${column}, '${from}', '${to}') where ${where}`,
  `update ${table} set ${column} = replace(${column}, '${to}', '${from}') where ${where}`,
];

const PURCHASING = "id = (select person_id from accounts where login = 'purchasing')";

/** {what: [the deed, its opposite]}; ids and figures are of whatever company it is. */
const DEEDS = {
  "a price": plus("prices", "price", `id = ${one("prices")}`),
  "a person's roles": [
    `update people set roles = '["auditor"]' where ${PURCHASING}`,
    `update people set roles = '["purchasing"]' where ${PURCHASING}`,
  ],
  "a password": swapped("accounts", "password_hash", "argon2id", "argon2xx", "login = 'finance'"),
  "an outlet's address": marked("outlets", "address", `id = ${one("outlets")}`),
  "a product's box": plus("products", "units_per_box", `id = ${one("products", "where own")}`),
  "a promotion's budget": plus("promotions", "budget", `id = ${one("promotions")}`),
  "a proposal": plus("target_proposals", "quantity", `id = ${one("target_proposals")}`),
  "all targets of a product": plus(
    "targets",
    "quantity",
    "product_id = (select min(product_id) from targets)",
  ),
  "a production plan": plus(
    "production_plans",
    "quantity",
    "product_id = (select min(product_id) from production_plans) and bucket = 'month'",
  ),
  "sell-out": plus("sell_out", "quantity", "outlet_id = (select min(outlet_id) from sell_out)"),
  "sell-in": plus("sell_in", "quantity", "outlet_id = (select min(outlet_id) from sell_in)"),
  "stock counted": plus("stocks", "quantity", "outlet_id = (select min(outlet_id) from stocks)"),
  "a layer of the forecast": plus(
    "forecasts",
    "sales_override",
    "product_id = (select min(product_id) from forecasts)",
  ),
  "layer and figure of the forecast": [
    "update forecasts set sales_override = sales_override + 1, quantity = quantity + 1 where product_id = (select min(product_id) from forecasts)",
    "update forecasts set sales_override = sales_override - 1, quantity = quantity - 1 where product_id = (select min(product_id) from forecasts)",
  ],
  "a hand-over's document": marked("handovers", "document", `id = ${one("handovers")}`),
  "a score": plus("forecast_scores", "signed_error", "level = 'total'"),
  "a step's status": [
    "update month_steps set status = 'stale' where step = 'consensus' and status = 'done'",
    "update month_steps set status = 'done' where step = 'consensus' and status = 'stale'",
  ],
  "who did a step": [
    "update month_steps set person_id = coalesce(person_id, 0) + 1 where step = 'publish'",
    "update month_steps set person_id = nullif(person_id - 1, 0) where step = 'publish'",
  ],
  "a step's method": marked("month_steps", "method", "step = 'score'"),
  "a login": [
    "update accounts set login = 'finance2' where login = 'finance'",
    "update accounts set login = 'finance' where login = 'finance2'",
  ],
  "a password's flag": [
    "update accounts set must_change_password = not must_change_password where login = 'finance'",
    "update accounts set must_change_password = not must_change_password where login = 'finance'",
  ],
  "the steps score and publish": [
    `create table put_aside as select * from month_steps where step in ('score', 'publish');
     delete from month_steps where step in ('score', 'publish')`,
    "insert into month_steps select * from put_aside; drop table put_aside",
  ],
  "an event": marked("events", "reason", "sequence = 5"),
};

function ask({ dialect, company }, sql) {
  if (dialect === "postgres") return askPostgres(company, sql);
  return execFileSync("sqlite3", [company, sql], { encoding: "utf8" }).trim();
}

export async function torture({ dialect, record }) {
  const server = await Served.start(dialect);
  try {
    await server.kill();
    const before = await server.check();
    record.promise("check is content with what nobody touched", before.sound, before.text);
    const unnoticed = [];
    const impossible = [];
    for (const [what, [deed, opposite]] of Object.entries(DEEDS)) {
      try {
        ask(server, deed);
      } catch (error) {
        impossible.push(`${what}: ${String(error.stderr).trim().slice(0, 100)}`);
        continue;
      }
      if ((await server.check()).sound) unnoticed.push(what);
      ask(server, opposite);
    }
    record.figure(
      "rows changed by hand; unnoticed",
      `${Object.keys(DEEDS).length - impossible.length}; ${unnoticed.length}`,
    );
    if (impossible.length) record.figure("could not be changed", impossible.join("; "));
    record.promise(
      "check notices every row changed by hand",
      unnoticed.length === 0,
      unnoticed.join(", "),
    );
    const after = await server.check();
    record.promise("check is content when all is as it was", after.sound, after.text);
  } finally {
    await server.stop();
  }
}
