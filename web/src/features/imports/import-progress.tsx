import { useEffect } from "react";
import { JobLine } from "@/components/ui/job-line";
import type { Import } from "@/lib/import-types";
import { jobIsOver, useJob } from "@/lib/jobs";

/** The job that checks or accepts the file, while it runs or when it failed. */
export const ImportProgress = ({ made, refresh }: { made: Import; refresh: () => void }) => {
  const working =
    made.status === "checking" || made.status === "accepting" || made.status === "failed";
  const job = useJob(working ? (made.job_id ?? undefined) : undefined).data;
  const over = jobIsOver(job);
  useEffect(() => {
    if (over) refresh();
    // The import is read again once, at the moment its job ends.
  }, [over]);
  // A job that is done has said all it has to say: the page is its result.
  if (!working || !job || job.status === "done") return null;
  return (
    <section className="panel">
      <JobLine job={job} />
    </section>
  );
};
