/** A small made-up company for the mock server: the same on every start. */

const seeded = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

export const random = seeded(20261123);

export type MockRecord = { id: string; version: number } & Record<string, unknown>;

let next = 1000;
export const newId = (): string => String(++next);

const row = (fields: Record<string, unknown>): MockRecord => ({
  id: newId(),
  version: 1,
  ...fields,
});

const regionTree: Record<string, string[]> = {
  华东: ["上海", "江苏", "浙江", "安徽"],
  华北: ["北京", "天津", "河北"],
  华南: ["广东", "福建", "广西"],
  西南: ["重庆", "四川", "云南"],
};
const pinyin: Record<string, string> = {
  重庆: "cq chongqing",
  上海: "sh shanghai",
  四川: "sc sichuan",
};

export const regions: MockRecord[] = [];
const whole = row({ code: "CN", name: "全国", parent_id: null, potential: 1 });
regions.push(whole);
Object.entries(regionTree).forEach(([name, children], index) => {
  const area = row({ code: `R${index + 1}`, name, parent_id: whole.id, potential: 1 });
  regions.push(area);
  children.forEach((child, at) =>
    regions.push(
      row({
        code: `R${index + 1}0${at + 1}`,
        name: child,
        parent_id: area.id,
        potential: 1,
        pinyin: pinyin[child] ?? "",
      }),
    ),
  );
});
export const leafRegions = regions.filter(
  (one) => !regions.some((other) => other.parent_id === one.id),
);

export const channels = [
  ["MT", "现代通路", null],
  ["HM", "大卖场", 0],
  ["CV", "便利店", 0],
  ["TT", "传统通路", null],
  ["EC", "电商", null],
  ["RE", "餐饮", null],
].reduce<MockRecord[]>((all, [code, name, parent]) => {
  const parent_id = typeof parent === "number" ? (all[parent]?.id ?? null) : null;
  return [...all, row({ code, name, parent_id })];
}, []);

export const brands = [
  ["QN", "清泉", true],
  ["YS", "悦山", true],
  ["JL", "金澜（竞品）", false],
].map(([code, name, own]) => row({ code, name, own }));

export const lines = ["果汁", "茶饮", "气泡水", "植物奶"].map((name, index) =>
  row({ code: `L${index + 1}`, name, brand_id: brands[index % 2]?.id }),
);

const tastes = ["鲜橙", "蜜桃", "青柠", "乌龙", "茉莉", "白葡萄", "椰子", "燕麦", "荔枝", "西柚"];
const packs: [string, number][] = [
  ["330ml", 24],
  ["500ml", 15],
  ["1L", 12],
];
const stages = ["introduction", "growth", "maturity", "maturity", "decline"];

export const products = tastes.flatMap((taste, at) =>
  packs.map(([pack, units_per_box], index) => {
    const line = lines[at % lines.length];
    return row({
      code: `P${String(at * 3 + index + 1).padStart(3, "0")}`,
      name: `${taste}${line?.name} ${pack}`,
      brand_id: at === 9 ? brands[2]?.id : line?.brand_id,
      line_id: line?.id,
      category: "饮料",
      own: at !== 9,
      gtin: `69${String(10000000000 + at * 31 + index * 7)}`,
      unit: "瓶",
      units_per_box,
      boxes_per_pallet: 60,
      stage: stages[at % stages.length],
      active_from: "2022-01-01",
      active_to: null,
    });
  }),
);
export const ownProducts = products.filter((one) => one.own);

const roles = [
  ["administrator", "管理员"],
  ["marketing_manager", "林静"],
  ["sales_manager", "陈志远"],
  ["regional_manager", "王海波"],
  ["trade_planning", "赵敏"],
  ["production", "孙立"],
  ["general_manager", "周国强"],
  ["representative", "李小龙"],
];
export const people = roles.map(([role, name], index) =>
  row({
    code: `E${index + 1}`,
    name,
    roles: [role],
    region_ids: [index === 3 ? leafRegions[0]?.id : whole.id],
    clearance: "internal",
    phone: `1380013800${index}`,
    email: "",
    active_from: "2022-01-01",
    active_to: null,
  }),
);

export const outlets = Array.from({ length: 320 }, (_, index) => {
  const region = leafRegions[Math.floor(random() * leafRegions.length)];
  const channel = channels[1 + Math.floor(random() * (channels.length - 1))];
  return row({
    code: `O${String(index + 1).padStart(5, "0")}`,
    name: `${String(region?.name)}${["惠民超市", "好邻居便利店", "大华商行", "万家福", "老王烟酒店"][index % 5]}${index + 1}店`,
    region_id: region?.id,
    channel_id: channel?.id,
    outlet_class: "ABC"[index % 3],
    address: `${String(region?.name)}中山路 ${index + 3} 号`,
    opens: "08:00",
    closes: "22:00",
    representative_id: people[7]?.id,
    active_from: "2022-01-01",
    active_to: null,
  });
});

export const prices = ownProducts.slice(0, 12).map((product) =>
  row({
    product_id: product.id,
    kind: "dealer",
    channel_id: null,
    region_id: null,
    first_day: "2026-01-01",
    last_day: null,
    price: 250 + Math.round(random() * 500),
  }),
);

export const promotions = [
  ["PR01", "中秋团圆买二送一", "2026-09-10", "2026-09-25", 0.33],
  ["PR02", "国庆堆头陈列", "2026-10-01", "2026-10-08", 0.1],
  ["PR03", "双十一整箱特惠", "2026-11-01", "2026-11-11", 0.25],
  ["PR04", "年货节礼盒", "2027-01-18", "2027-02-05", 0.15],
].map(([code, name, first_day, last_day, depth]) =>
  row({
    code,
    name,
    mechanic: "price_cut",
    status: "approved",
    first_day,
    last_day,
    depth,
    product_ids: ownProducts.slice(0, 4).map((product) => product.id),
    region_ids: [],
    channel_ids: [],
    budget: 25_000_000,
  }),
);

export const sites = ["苏州一厂", "成都二厂"].map((name, index) =>
  row({ code: `S${index + 1}`, name, units_per_week: 900_000 }),
);
export const rules = ownProducts.map((product, index) =>
  row({
    product_id: product.id,
    production_site_id: sites[index % 2]?.id,
    minimum_batch: 4800,
    batch_multiple: 240,
    lead_weeks: 1,
    frozen_weeks: 1,
    service_level: 0.95,
  }),
);

export const nouns: Record<string, MockRecord[]> = {
  regions,
  channels,
  brands,
  "product-lines": lines,
  products,
  people,
  outlets,
  prices,
  promotions,
  "target-proposals": [],
  "production-sites": sites,
  "production-rules": rules,
};
