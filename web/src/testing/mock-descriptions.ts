import type { Descriptions, FieldDescription } from "../lib/api-types";

const field = (
  name: string,
  kind: string,
  more: Partial<FieldDescription> = {},
): FieldDescription => ({
  name,
  kind,
  ...more,
});

const must = { required: true };
const to = (references: string, required = false) => ({ references, required });
const code = field("code", "text", { ...must, max_length: 64 });
const name = field("name", "text", { ...must, max_length: 200 });
const active = [field("active_from", "day"), field("active_to", "day")];

/** What the real server derives from its own descriptions. */
export const descriptions: Descriptions = {
  products: {
    fields: [
      code,
      name,
      field("brand_id", "id", to("brands", true)),
      field("line_id", "id", to("product-lines")),
      field("category", "text"),
      field("own", "flag"),
      field("gtin", "text", { max_length: 14 }),
      field("unit", "text", must),
      field("units_per_box", "count", must),
      field("boxes_per_pallet", "count", must),
      field("stage", "choice", {
        ...must,
        choices: ["introduction", "growth", "maturity", "decline"],
      }),
      ...active,
    ],
  },
  outlets: {
    fields: [
      code,
      name,
      field("region_id", "id", to("regions", true)),
      field("channel_id", "id", to("channels", true)),
      field("outlet_class", "text"),
      field("address", "text"),
      field("opens", "text"),
      field("closes", "text"),
      field("representative_id", "id", to("people")),
      ...active,
    ],
  },
  regions: {
    fields: [code, name, field("parent_id", "id", to("regions")), field("potential", "real")],
  },
  channels: { fields: [code, name, field("parent_id", "id", to("channels"))] },
  brands: { fields: [code, name, field("own", "flag")] },
  "product-lines": { fields: [code, name, field("brand_id", "id", to("brands", true))] },
  people: {
    fields: [
      code,
      name,
      field("roles", "choices", {
        choices: [
          "general_manager",
          "marketing_manager",
          "sales_manager",
          "regional_manager",
          "representative",
          "production",
          "administrator",
        ],
      }),
      field("region_ids", "ids", to("regions")),
      field("clearance", "choice", {
        ...must,
        choices: ["public", "internal", "confidential", "secret"],
      }),
      field("phone", "text"),
      field("email", "text"),
      ...active,
    ],
  },
  prices: {
    fields: [
      field("product_id", "id", to("products", true)),
      field("kind", "choice", { ...must, choices: ["ex_works", "dealer", "retail"] }),
      field("channel_id", "id", to("channels")),
      field("region_id", "id", to("regions")),
      field("first_day", "day", must),
      field("last_day", "day"),
      field("price", "money", must),
    ],
  },
  promotions: {
    fields: [
      code,
      name,
      field("mechanic", "choice", {
        ...must,
        choices: ["price_cut", "gift", "display", "bundle", "coupon", "feature"],
      }),
      field("status", "choice", { ...must, choices: ["planned", "approved", "cancelled"] }),
      field("first_day", "day", must),
      field("last_day", "day", must),
      field("depth", "share", must),
      field("product_ids", "ids", to("products")),
      field("region_ids", "ids", to("regions")),
      field("channel_ids", "ids", to("channels")),
      field("budget", "money"),
    ],
  },
  "target-proposals": {
    fields: [
      field("target_month", "month", must),
      field("representative_id", "id", to("people", true)),
      field("region_id", "id", to("regions", true)),
      field("product_id", "id", to("products", true)),
      field("quantity", "quantity", { ...must, minimum: 0, maximum: 1e12 }),
      field("reason", "text", { max_length: 1000 }),
    ],
  },
  "production-sites": { fields: [code, name, field("units_per_week", "count", must)] },
  "production-rules": {
    fields: [
      field("product_id", "id", to("products", true)),
      field("production_site_id", "id", to("production-sites")),
      field("minimum_batch", "count", must),
      field("batch_multiple", "count", must),
      field("lead_weeks", "count", must),
      field("frozen_weeks", "count", must),
      field("service_level", "share", must),
    ],
  },
};
