import type { ServerResponse } from "node:http";
import type { Job } from "../lib/api-types";
import { newId } from "./mock-company";

export const jobs: Job[] = [];

const stepMilliseconds = 260;

/** A job that walks through its stages and then calls `ended`. */
export const startJob = (kind: string, stages: string[], ended: () => void): Job => {
  const job: Job = {
    id: newId(),
    kind,
    status: "running",
    stage: stages[0] ?? "",
    done_units: 0,
    total_units: stages.length * 4,
    result: null,
    error: null,
    created_at: new Date().toISOString(),
    finished_at: null,
  };
  jobs.unshift(job);
  const beat = setInterval(() => {
    if (job.status === "running") {
      job.done_units = (job.done_units ?? 0) + 1;
      job.stage = stages[Math.min(stages.length - 1, Math.floor(job.done_units / 4))] ?? "";
      if (job.done_units < (job.total_units ?? 0)) return;
      job.status = "done";
      ended();
    }
    job.finished_at = new Date().toISOString();
    clearInterval(beat);
  }, stepMilliseconds);
  return job;
};

/** Server-sent events of one job until it is over. */
export const streamJob = (job: Job, response: ServerResponse): void => {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  const write = () => {
    response.write(`event: progress\ndata: ${JSON.stringify(job)}\n\n`);
    if (job.status === "running") return;
    clearInterval(beat);
    response.end();
  };
  const beat = setInterval(write, 200);
  write();
  response.on("close", () => clearInterval(beat));
};
