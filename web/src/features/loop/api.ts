import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "@/lib/api";
import type { Handover, JobReference, Loop, StepName } from "@/lib/api-types";

export const useLoop = (month: string) =>
  useQuery({
    queryKey: ["loop", month],
    queryFn: ({ signal }) => get<Loop>(`/months/${month}`, {}, signal),
  });

export const useCloseMonth = (month: string) =>
  useMutation({ mutationFn: () => send<JobReference>("POST", `/months/${month}/close`, {}) });

export const useRunStep = (month: string) =>
  useMutation({
    mutationFn: (step: StepName) =>
      send<JobReference>("POST", `/months/${month}/steps/${step}`, {}),
  });

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
