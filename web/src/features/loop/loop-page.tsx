import { CheckCircleOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Grid, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CloseProgress } from "@/features/loop/close-progress";
import { LoopList } from "@/features/loop/loop-list";
import { HandoverDrawer } from "@/features/loop/handover-drawer";
import { Ring } from "@/features/loop/ring";
import { RingLegend } from "@/features/loop/ring-legend";
import { RingVerdict } from "@/features/loop/ring-verdict";
import { WhatIfMenu } from "@/features/loop/what-if-menu";
import { StepDrawer } from "@/features/loop/step-drawer";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { LoopHandover, LoopStep } from "@/lib/api-types";
import { month as writeMonth } from "@/lib/format";
import { useCloseMonth, useLoop } from "@/lib/loop";
import { useScope } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/loop/loop.css";

/** Home: the month as a ring, and the one button that closes it. */
export const LoopPage = () => {
  const { t } = useTranslation("loop");
  const { month, scenario } = useScope();
  const may = useMay();
  const client = useQueryClient();
  const phone = Grid.useBreakpoint().md === false;
  const loop = useLoop({ month, scenario });
  const closing = useCloseMonth({ month, scenario });
  const [job, setJob] = useState<string>();
  const [handover, setHandover] = useState<LoopHandover>();
  const [step, setStep] = useState<LoopStep>();
  const done = loop.data?.steps.every((one) => one.status === "done") ?? false;
  const start = () => closing.mutate(undefined, { onSuccess: ({ job_id }) => setJob(job_id) });
  const leave = () => {
    setJob(undefined);
    void client.invalidateQueries();
  };
  const name = writeMonth(month);
  return (
    <Page
      question={t(done ? "questionClosed" : "question", { month: name })}
      actions={
        <>
          {may("months.close") && <WhatIfMenu />}
          {may("months.close") && (
            <Popconfirm
              title={t("closeAsk", { month: name })}
              description={<div style={{ maxWidth: 300 }}>{t("closeSays")}</div>}
              okText={t("closeGo")}
              onConfirm={start}
            >
              <Button type="primary" icon={<CheckCircleOutlined />} loading={closing.isPending}>
                {done ? t("closeAgain") : t("closeMonth")}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      {closing.error && <ProblemNotice error={closing.error} />}
      {loop.error && <ProblemNotice error={loop.error} retry={() => void loop.refetch()} />}
      {loop.isLoading && <Skeleton active paragraph={{ rows: 14 }} />}
      {loop.data && phone && (
        <div className="stack">
          <section className="panel">
            <RingVerdict loop={loop.data} />
          </section>
          <LoopList loop={loop.data} openHandover={setHandover} />
        </div>
      )}
      {loop.data && !phone && (
        <section className="panel ring-panel">
          <Ring loop={loop.data} openHandover={setHandover} openStep={setStep} />
          <RingLegend plan={loop.data.plan} open={setHandover} />
        </section>
      )}
      <HandoverDrawer handover={handover} close={() => setHandover(undefined)} />
      <StepDrawer
        month={{ month, scenario }}
        step={step}
        close={() => setStep(undefined)}
        started={setJob}
      />
      <CloseProgress jobId={job} steps={loop.data?.steps ?? []} close={leave} />
    </Page>
  );
};
