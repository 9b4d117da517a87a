import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { jobIsOver, jobShare, useJob } from "@/lib/jobs";
import { useCloseMonth, useLoop } from "@/lib/loop";
import { useScope } from "@/lib/scope";
import { useMay } from "@/lib/session";

/** A correction that targets and production have not caught up with: says so and catches up. */
export const StaleBanner = () => {
  const { t } = useTranslation("nav");
  const { month, scenario } = useScope();
  const may = useMay();
  const client = useQueryClient();
  const loop = useLoop({ month, scenario }).data;
  const close = useCloseMonth({ month, scenario });
  const [jobId, setJobId] = useState<string>();
  const job = useJob(jobId).data;
  const over = jobIsOver(job);
  useEffect(() => {
    if (!over) return;
    setJobId(undefined);
    void client.invalidateQueries();
  }, [client, over]);
  const stale = loop?.steps.filter((step) => step.status === "stale") ?? [];
  const running = jobId !== undefined && !over;
  if (stale.length === 0 && !running) return null;
  const steps = stale.map((step) => t(`loop:step.${step.step}`)).join(t("loop:listComma"));
  const start = () => close.mutate(undefined, { onSuccess: ({ job_id }) => setJobId(job_id) });
  return (
    <Alert
      banner
      type="warning"
      title={
        running ? (
          <Progress
            percent={Math.round(((job && jobShare(job)) ?? 0) * 100)}
            size="small"
            aria-label={t("catchUp")}
          />
        ) : (
          t("stale", { steps })
        )
      }
      action={
        may("months.close") &&
        !running && (
          <Button size="small" type="primary" loading={close.isPending} onClick={start}>
            {t("catchUp")}
          </Button>
        )
      }
    />
  );
};
