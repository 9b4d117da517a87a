// The bodies that the contract knows, each with members that are taken as they are.
import { bihuan } from "../api/server.mjs";
import { makePerson } from "./people.mjs";
import { tried } from "./traffic.mjs";

/** The bodies of the contract: {method, path, id, permission, properties}. */
export function bodies() {
  const { paths, components } = JSON.parse(bihuan("openapi"));
  const found = [];
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      let schema = operation.requestBody?.content?.["application/json"]?.schema;
      if (schema?.$ref) schema = components.schemas[schema.$ref.split("/").pop()];
      if (!schema?.properties || path.startsWith("/v1/session")) continue;
      const one = {
        method: method.toUpperCase(),
        path,
        id: operation.operationId,
        permission: operation["x-permission"],
      };
      found.push({ ...one, properties: schema.properties });
    }
  return found;
}

/** A body that is taken as it is: of a row that is there, or written down here. */
export class Bodies {
  number = 0;

  constructor(server, people) {
    this.server = server;
    this.people = people;
  }

  async load() {
    this.rows = {};
    const get = async (path) => (await this.people.administrator.get(path)).json.items[0];
    // Nobody whom others sign in as.
    this.person = await makePerson(this.people.administrator, "BOUNDS", ["auditor"]);
    this.product = await get("/v1/products?limit=1&filter[own]=true");
    this.region = await get("/v1/regions?limit=1&filter[code]=11");
    const session = this.people.representative.session.person;
    this.proposal = {
      representative_id: session.id,
      region_id: session.region_ids[0],
      product_id: this.product.id,
    };
    const month = (await this.people.general_manager.get(`/v1/months/${this.server.month}`)).json;
    this.handover = month.handovers.find(({ handover_id: id }) => id)?.handover_id;
  }

  written(id) {
    const { month, targetMonth } = this.server;
    const figure = {
      month,
      target_month: targetMonth,
      product_id: this.product.id,
      region_id: this.region.id,
    };
    const change = {
      ...figure,
      layer: "sales_override",
      quantity_change: 1,
      factor: 1,
      edited_index: "",
      reason: "r",
      evidence: "",
    };
    const number = ++this.number;
    const orders = {
      quantity: 10,
      product_id: this.product.id,
      due_day: "2027-02-01",
      code: `B${number}`,
    };
    return {
      create_override: change,
      preview_override: change,
      create_target_proposals: {
        ...this.proposal,
        target_month: `20${30 + (number % 60)}-0${1 + (number % 9)}`,
        quantity: 1,
        reason: "r",
      },
      create_production_orders: orders,
      create_scenario: { name: `what if ${number}`, month },
      close_month: { force: false, scenario: "" },
      acknowledge_handover: { question: "?" },
      decide_handover: { decision: "!" },
      set_account: { login: `bounds${number}`, new_password: "given by the office 7" },
    }[id];
  }

  /** The row of a list that is changed, or that new ones are made like. */
  async rowOf(list) {
    const wanted = list === "/v1/people" ? `filter[id]=${this.person}` : "limit=1";
    this.rows[list] ??= (
      await tried(this.people.administrator.get(`${list}?${wanted}`))
    ).json?.items?.[0];
    return this.rows[list];
  }

  /** {path, body, row} for an operation; undefined when there is nothing to change. */
  async of({ id, method, path, properties }) {
    const place = path
      .replace("{month}", this.server.month)
      .replace("/handovers/{id}", `/handovers/${this.handover}`);
    const body = this.written(id);
    if (body) return { path: place.replace("{id}", this.person), body };
    const list = path.replace("/{id}", "");
    const row = await this.rowOf(list);
    if (!row || place.includes("{step}")) return undefined;
    if (method === "PATCH") return { path: `${list}/${row.id}`, body: {}, row };
    if (method !== "POST" || place.includes("{")) return undefined;
    return { path: list, body: await this.like(row, properties, id) };
  }

  async like(row, properties, id) {
    const kept = Object.fromEntries(
      Object.entries(row).filter(([name, value]) => name in properties && value !== null),
    );
    if ("code" in properties) kept.code = `B${++this.number}`;
    delete kept.gtin;
    if (id !== "create_production_rules") return kept;
    // A product has one rule: each needs a product of its own.
    const { brand_id: brand, unit } = this.product;
    const product = { code: `BR${++this.number}`, name: "r", brand_id: brand, unit, own: false };
    return {
      ...kept,
      product_id: (await this.people.administrator.post("/v1/products", product)).json.id,
    };
  }
}
