import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { get } from "@/lib/api";
import type { TargetTree } from "@/lib/plan-types";

export type By = "region" | "product" | "representative";

export interface TargetKey {
  month: string;
  scenario?: string;
  target_month: string;
  region_id?: string;
  by: By;
}

const options = (key: TargetKey) => ({
  queryKey: ["targets", key],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    get<TargetTree>("/targets", { ...key }, signal),
});

export const useTargets = (key: TargetKey) =>
  useQuery({ ...options(key), placeholderData: keepPreviousData });

/** Loads the children of one node when it is opened. */
export const useLoadTargets = () => {
  const client = useQueryClient();
  return (key: TargetKey) => client.fetchQuery(options(key));
};
