/** In the order in which the engine stacks them. */
export const layerCodes = [
  "level",
  "trend",
  "season",
  "festival",
  "price",
  "promotion",
  "coherence",
  "index_edit",
  "sales_override",
  "marketing_override",
] as const;

export type LayerCode = (typeof layerCodes)[number];
export type Layers = Partial<Record<LayerCode, number>>;

export interface MonthQuantity {
  month: string;
  quantity: number | null;
  value?: number | null;
  stock_out?: boolean;
}

export interface ForecastPoint {
  target_month: string;
  quantity: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  layers: Layers;
}

export interface ForecastIndex {
  code: string;
  target_month: string;
  index: number;
  standard_error: number | null;
  entered: boolean;
  reason?: string | null;
}

/** An index that is edited: of a layer, or of a named cause within one. */
export type EditedIndex = Pick<ForecastIndex, "code" | "target_month" | "index">;

export interface ForecastModel {
  name: string;
  weight: number;
  wape: number | null;
  wape_naive: number | null;
  wape_seasonal_naive: number | null;
}

export interface ForecastView {
  history: MonthQuantity[];
  forecast: ForecastPoint[];
  festivals: { code: string; day: string }[];
  promotions: {
    id: string;
    name: string;
    first_day: string;
    last_day: string;
    depth: number | null;
  }[];
  indices: ForecastIndex[];
  models: ForecastModel[];
  status: string;
  series: number;
  unit?: string;
  units_per_box: number | null;
}

/** A change of a forecast figure as it is previewed and stored. */
export interface Change {
  month: string;
  scenario?: string;
  target_month: string;
  product_id: string;
  region_id?: string;
  channel_id?: string;
  layer: "index_edit" | "sales_override" | "marketing_override";
  edited_index?: string;
  factor?: number;
  quantity_change?: number;
}

export interface ChangePreview {
  before: { quantity: number; layers: Layers };
  after: { quantity: number; layers: Layers };
  production_change: { before: number | null; after: number | null } | null;
}

export interface Override extends Change {
  id: string;
  reason: string;
  evidence?: string | null;
  person?: string | null;
  created_at?: string | null;
}

export interface ExplainedLayer {
  code: string;
  quantity: number;
  author?: string | null;
  reason?: string | null;
  evidence?: { kind: string; id?: string | null; text: string }[];
}

export interface Explanation {
  figure: number;
  unit?: string;
  units_per_box?: number | null;
  layers: ExplainedLayer[];
}

export interface AccuracyRow {
  scored_month: string;
  lead: number;
  level: string;
  method: string;
  wape: number | null;
  bias: number | null;
}

export interface ValueAdded {
  /** Of all scored figures, or of those that people corrected. */
  figures: "all" | "corrected";
  lead: number;
  level: string;
  layer: string;
  person?: string | null;
  department?: string | null;
  wape_before: number | null;
  wape_after: number | null;
  added: number | null;
}

/** All scored months together: the sum of errors over the sum of sales. */
export interface PooledAccuracy {
  lead: number;
  level: string;
  method: string;
  wape: number | null;
  bias: number | null;
  months: number;
}

export interface Accuracy {
  rows: AccuracyRow[];
  pooled: PooledAccuracy[];
  value_added: ValueAdded[];
}

export interface ForecastRow {
  product_id: string;
  product_code: string;
  product_name: string;
  quantity: number;
  units_per_box?: number | null;
  last_month?: number | null;
  last_year?: number | null;
}
