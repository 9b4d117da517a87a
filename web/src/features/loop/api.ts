import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "@/lib/api";
import type { Handover, JobReference, Loop, Page, Scenario, StepName } from "@/lib/api-types";

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
const useMonthJob = <T>({ month, scenario }: MonthKey, path: (given: T) => string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: T) =>
      send<JobReference>("POST", `/months/${month}/${path(given)}`, scenario ? { scenario } : {}),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["jobs"] }),
  });
};

export const useCloseMonth = (key: MonthKey) => useMonthJob<void>(key, () => "close");

export const useRunStep = (key: MonthKey) => useMonthJob<StepName>(key, (step) => `steps/${step}`);

export const useScenarios = () =>
  useQuery({
    queryKey: ["scenarios"],
    queryFn: ({ signal }) => get<Page<Scenario>>("/scenarios", {}, signal),
  });

const useScenarioChange = <T>(change: (given: T) => Promise<unknown>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => void client.invalidateQueries({ queryKey: ["scenarios"] }),
  });
};

export const useMakeScenario = () =>
  useScenarioChange((made: { name: string; month: string }) => send("POST", "/scenarios", made));

export const useDropScenario = () =>
  useScenarioChange((id: string) => send("DELETE", `/scenarios/${id}`));

export const useHandover = (id: string) =>
  useQuery({
    queryKey: ["handover", id],
    queryFn: ({ signal }) => get<Handover>(`/handovers/${id}`, {}, signal),
  });

const useHandoverChange = <T>(id: string, part: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: T) => send("POST", `/handovers/${id}/${part}`, body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["handover", id] });
      void client.invalidateQueries({ queryKey: ["loop"] });
    },
  });
};

export const useAcknowledge = (id: string) =>
  useHandoverChange<{ question?: string }>(id, "acknowledgement");

export const useDecide = (id: string) => useHandoverChange<{ decision: string }>(id, "decision");
