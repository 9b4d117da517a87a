import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "@/lib/api";
import type { Handover, Page, Scenario, StepName } from "@/lib/api-types";
import { useMonthJob, type MonthKey } from "@/lib/loop";

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
