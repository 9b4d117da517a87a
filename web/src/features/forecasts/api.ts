import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "@/lib/api";
import type { Anatomy, Hindsight } from "@/lib/anatomy-types";
import type { Page } from "@/lib/api-types";
import type {
  Accuracy,
  Change,
  ChangePreview,
  Explanation,
  ForecastRow,
  ForecastView,
  Override,
} from "@/lib/forecast-types";

export interface NodeKey {
  month: string;
  scenario?: string;
  product_id?: string;
  region_id?: string;
  channel_id?: string;
}

export const useForecast = (node: NodeKey) =>
  useQuery({
    queryKey: ["forecast", node],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<ForecastView>("/forecasts", { ...node }, signal),
  });

/** The forecast taken apart: an extra run of the engine, so it comes after the forecast itself. */
export const useAnatomy = (node: NodeKey, enabled: boolean) =>
  useQuery({
    queryKey: ["forecast-anatomy", node],
    enabled,
    retry: false,
    queryFn: ({ signal }) => get<Anatomy>("/forecasts/anatomy", { ...node }, signal),
  });

/** What would have been forecast for the last twelve months. */
export const useHindsight = (node: NodeKey, enabled: boolean) =>
  useQuery({
    queryKey: ["forecast-hindsight", node],
    enabled,
    queryFn: ({ signal }) => get<Hindsight>("/forecasts/hindsight", { ...node }, signal),
  });

export const useForecastTable = (node: NodeKey, target: string) =>
  useQuery({
    queryKey: [
      "forecast-table",
      node.month,
      node.scenario,
      node.region_id,
      node.channel_id,
      target,
    ],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<Page<ForecastRow>>(
        "/forecast-table",
        {
          month: node.month,
          scenario: node.scenario,
          target_month: target,
          region_id: node.region_id,
          channel_id: node.channel_id,
          limit: 500,
        },
        signal,
      ),
  });

export const useExplanation = (node: NodeKey, target: string, enabled: boolean) =>
  useQuery({
    queryKey: ["explanation", node, target],
    enabled,
    queryFn: ({ signal }) =>
      get<Explanation>("/explanations/forecast", { ...node, target_month: target }, signal),
  });

export const useAccuracy = (month: string) =>
  useQuery({
    queryKey: ["accuracy", month],
    queryFn: ({ signal }) => get<Accuracy>("/accuracy", { month }, signal),
  });

export const useOverrides = ({ month, scenario, product_id }: NodeKey) =>
  useQuery({
    queryKey: ["overrides", month, scenario, product_id],
    queryFn: ({ signal }) =>
      get<Page<Override>>("/overrides", { month, scenario, product_id }, signal),
  });

export const usePreview = (change: Change | undefined) =>
  useQuery({
    queryKey: ["preview", change],
    enabled: change !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => send<ChangePreview>("POST", "/forecasts/preview", change),
  });

/** Pieces per box of the node: the product's own, or of a sum the ratio of its pieces to its boxes. */
export const useUnitsPerBox = (
  node: NodeKey,
  target: string,
  own: number | null | undefined,
): number | null => {
  const rows = useForecastTable(node, target).data?.items;
  if (own || node.product_id) return own ?? null;
  const pieces = rows?.reduce((sum, row) => sum + row.quantity, 0) ?? 0;
  const boxes = rows?.reduce((sum, row) => sum + row.quantity / (row.units_per_box || 1), 0) ?? 0;
  return boxes > 0 ? pieces / boxes : null;
};

const useRefresh = () => {
  const client = useQueryClient();
  return () => {
    for (const key of [
      "forecast",
      "forecast-anatomy",
      "forecast-hindsight",
      "forecast-table",
      "explanation",
      "overrides",
      "production",
      "loop",
    ])
      void client.invalidateQueries({ queryKey: [key] });
  };
};

export const useKeepOverride = () => {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (override: Change & { reason: string; evidence?: string }) =>
      send<Override>("POST", "/overrides", override),
    onSuccess: refresh,
  });
};

export const useDropOverride = () => {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => send("DELETE", `/overrides/${id}`),
    onSuccess: refresh,
  });
};
