import { Empty, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { JobLine } from "@/components/ui/job-line";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { counted } from "@/lib/format";
import { jobIsOver, useJobs } from "@/lib/jobs";
import { useMay } from "@/lib/session";

/** Long work, running and done. */
export const JobsPage = () => {
  const { t } = useTranslation("jobs");
  const query = useJobs();
  const may = useMay();
  const ways = [may("months.close") && t("byClosing"), may("imports.write") && t("byImport")];
  const empty = [t("empty"), ...ways].filter(Boolean).join("");
  const jobs = query.data?.items ?? [];
  const running = jobs.filter((job) => !jobIsOver(job)).length;
  return (
    <Page
      question={t("question")}
      answer={query.data && t("answer", { running, ...counted(jobs.length) })}
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      <section className="panel">
        {query.isLoading && <Skeleton active />}
        {query.data && jobs.length === 0 && <Empty description={empty} />}
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </section>
    </Page>
  );
};
