import { Button, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Job } from "@/lib/api-types";
import { instant, number } from "@/lib/format";
import { cancelJob, jobIsOver, jobShare } from "@/lib/jobs";

const colours = {
  waiting: "default",
  running: "processing",
  done: "blue",
  failed: "orange",
  cancelled: "default",
};

export const jobError = (job: Job): string | undefined =>
  typeof job.error === "string" ? job.error : job.error?.message;

/** One job in a line or two: what is being done, how far it is, and a way to stop it. */
export const JobLine = ({ job }: { job: Job }) => {
  const { t } = useTranslation("jobs");
  const share = jobShare(job);
  const stage = job.stage ? t(`stage.${job.stage}`, { defaultValue: job.stage }) : "";
  return (
    <div className="job-line">
      <div className="job-head">
        <strong>{t(`kind.${job.kind}`, { defaultValue: job.kind })}</strong>
        <Tag variant="filled" color={colours[job.status]}>
          {t(`status.${job.status}`)}
        </Tag>
        <span className="grow" />
        <span className="quiet">{instant(job.created_at)}</span>
      </div>
      {!jobIsOver(job) && (
        <div className="job-progress">
          <Progress
            percent={Math.round((share ?? 0) * 100)}
            status="active"
            size="small"
            aria-label={stage || job.kind}
          />
          <span className="quiet">
            {stage}
            {job.total_units ? ` ${number(job.done_units)} / ${number(job.total_units)}` : ""}
          </span>
          <Button size="small" type="link" onClick={() => void cancelJob(job.id)}>
            {t("cancel")}
          </Button>
        </div>
      )}
      {job.status === "failed" && <div className="quiet">{jobError(job) ?? t("ended.failed")}</div>}
    </div>
  );
};
