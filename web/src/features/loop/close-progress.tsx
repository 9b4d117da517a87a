import { Alert, Button, Modal, Progress, Steps } from "antd";
import { useTranslation } from "react-i18next";
import { jobError } from "@/components/ui/job-line";
import type { LoopStep } from "@/lib/api-types";
import { number } from "@/lib/format";
import { cancelJob, jobIsOver, jobShare, useJob } from "@/lib/jobs";

interface Props {
  jobId: string | undefined;
  steps: LoopStep[];
  close: () => void;
}

/** The close as it runs: the seven steps, how far the whole is, a way to stop it. */
export const CloseProgress = ({ jobId, steps, close }: Props) => {
  const { t } = useTranslation("loop");
  const job = useJob(jobId).data;
  const over = jobIsOver(job);
  const at = steps.findIndex((step) => step.step === job?.stage);
  const current = job?.status === "done" ? steps.length : Math.max(0, at);
  const share = job ? jobShare(job) : 0;
  const failed = job?.status === "failed";
  return (
    <Modal
      open={jobId !== undefined}
      title={over ? t(`closeEnded.${job?.status}`) : t("closing")}
      onCancel={close}
      width={520}
      footer={
        over
          ? [
              <Button key="see" type="primary" onClick={close}>
                {t("seeResult")}
              </Button>,
            ]
          : [
              <Button key="stop" onClick={() => jobId && void cancelJob(jobId)}>
                {t("stopClosing")}
              </Button>,
              <Button key="leave" type="primary" onClick={close}>
                {t("goOnBehind")}
              </Button>,
            ]
      }
    >
      <div data-testid="close-progress" data-status={job?.status}>
        <Progress
          aria-label={t("closing")}
          percent={Math.round((share ?? 0) * 100)}
          status={failed ? "exception" : over ? "success" : "active"}
        />
        {failed && job && <Alert type="error" title={jobError(job) ?? t("jobs:ended.failed")} />}
        <Steps
          orientation="vertical"
          size="small"
          current={current}
          status={failed ? "error" : "process"}
          style={{ marginTop: 16 }}
          items={steps.map((step, index) => ({
            title: t(`step.${step.step}`),
            content:
              index === current && !over && job?.total_units
                ? `${number(job.done_units)} / ${number(job.total_units)}`
                : t(`stepDoes.${step.step}`),
          }))}
        />
      </div>
    </Modal>
  );
};
