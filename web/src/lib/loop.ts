import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "@/lib/api";
import type { JobReference, Loop } from "@/lib/api-types";

export interface MonthKey {
  month: string;
  /** A what-if copy; the real month without. */
  scenario?: string;
}

export const useLoop = ({ month, scenario }: MonthKey) =>
  useQuery({
    queryKey: ["loop", month, scenario],
    queryFn: ({ signal }) => get<Loop>(`/months/${month}`, { scenario }, signal),
  });

/** Starts a job of the month; the list of jobs follows it from then on. */
export const useMonthJob = <T>({ month, scenario }: MonthKey, path: (given: T) => string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: T) =>
      send<JobReference>("POST", `/months/${month}/${path(given)}`, scenario ? { scenario } : {}),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["jobs"] }),
  });
};

/** Closes the month; steps whose inputs have not changed are skipped. */
export const useCloseMonth = (key: MonthKey) => useMonthJob<void>(key, () => "close");
