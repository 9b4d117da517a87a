/** Whether a rerun went node by node, by the product's sum, or by everything's sum. */
export type Grain = "nodes" | "product" | "total";

export interface FitPoint {
  month: string;
  quantity: number | null;
}

/** A value that the models did not see as it was reported. */
export interface CleanedPoint {
  month: string;
  reason: "missing" | "stock_out" | "outlier" | "closed" | "doubtful";
  region: string | null;
  channel: string | null;
  was: number | null;
  used: number;
}

/** One of the competing ways of forecasting, over all series in view. */
export interface ModelLine {
  name: string;
  aggregation: number;
  weight: number;
  /** The weight it would have, were no error known. */
  prior: number;
  wape: number | null;
  series: number;
  best_in: number;
  /** By month ahead. */
  forecast: number[];
}

/** What one cause does to one month: 1 is nothing. */
export interface Influence {
  code: string;
  layer: string;
  target_month: string;
  index: number;
  standard_error: number;
  series: number;
}

export interface Anatomy {
  grain: Grain;
  series: number;
  /** Whether this is the run that gave the stored forecast; null where none can be compared. */
  matches: boolean | null;
  means: number[];
  fit: FitPoint[];
  cleaned: CleanedPoint[];
  cleaned_total: number;
  models: ModelLine[];
  backtest: {
    origins: number;
    wape: number | null;
    wape_naive: number | null;
    wape_seasonal_naive: number | null;
  };
  influences: Influence[];
  statuses: { status: string; series: number }[];
}

/** A month as it was seen some months before. */
export interface HindsightMonth {
  month: string;
  lead: number;
  origin: string;
  source: "close" | "rerun";
  forecast: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  published: number | null;
  actual: number;
  naive: number | null;
  seasonal_naive: number | null;
}

export interface HindsightScore {
  months: number;
  wape: number | null;
  bias: number | null;
}

export interface HindsightScores {
  lead: number;
  months: number;
  within80: number;
  within95: number;
  engine: HindsightScore;
  published: HindsightScore;
  naive: HindsightScore;
  seasonal_naive: HindsightScore;
}

export interface Hindsight {
  grain: Grain;
  series: number;
  months: HindsightMonth[];
  scores: HindsightScores[];
}
