import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { address, get, send } from "@/lib/api";
import type { Job, Page } from "@/lib/api-types";

export const jobIsOver = (job: Job | undefined): boolean =>
  job !== undefined && ["done", "failed", "cancelled"].includes(job.status);

/** The share done in 0…1, or undefined while nobody knows how much there is. */
export const jobShare = (job: Job): number | undefined => {
  if (job.status === "done") return 1;
  if (!job.total_units || job.done_units === null || job.done_units === undefined) return undefined;
  return Math.min(1, job.done_units / job.total_units);
};

export const useJobs = () =>
  useQuery({
    queryKey: ["jobs"],
    queryFn: ({ signal }) => get<Page<Job>>("/jobs", { limit: 50 }, signal),
    refetchInterval: (query) =>
      query.state.data?.items.some((job) => !jobIsOver(job)) ? 3_000 : false,
  });

/** One job, kept current by the server's events; asks every two seconds where the stream breaks. */
export const useJob = (id: string | undefined) => {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["job", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => get<Job>(`/jobs/${id}`, {}, signal),
    refetchInterval: ({ state }) => (jobIsOver(state.data) ? false : 2_000),
  });
  const over = jobIsOver(query.data);
  useEffect(() => {
    if (!id || over) return undefined;
    const events = new EventSource(address(`/jobs/${id}/events`));
    events.addEventListener("progress", (event) => {
      const job = JSON.parse((event as MessageEvent<string>).data) as Job;
      client.setQueryData(["job", id], job);
      if (jobIsOver(job)) events.close();
    });
    events.onerror = () => events.close();
    return () => events.close();
  }, [client, id, over]);
  return query;
};

export const cancelJob = (id: string): Promise<unknown> => send("DELETE", `/jobs/${id}`);
