import { Button, Descriptions, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { useRunStep } from "@/features/loop/api";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { LoopStep } from "@/lib/api-types";
import { instant, money, number } from "@/lib/format";
import type { MonthKey } from "@/lib/loop";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

const pages: Partial<Record<LoopStep["step"], string>> = {
  compile: "/imports",
  forecast: "/forecast",
  consensus: "/forecast",
  targets: "/targets",
  supply: "/production",
  score: "/accuracy",
};

interface Props {
  month: MonthKey;
  step: LoopStep | undefined;
  close: () => void;
  started: (job: string) => void;
}

/** One step of the month: what it does, when it ran, run it again alone. */
export const StepDrawer = ({ month, step, close, started }: Props) => {
  const { t, i18n } = useTranslation("loop");
  const may = useMay();
  const go = useGo();
  const run = useRunStep(month);
  if (!step) return null;
  const path = pages[step.step];
  const figures = Object.entries(step.figures ?? {})
    .filter(([name, value]) => typeof value === "number" && i18n.exists(`loop:figure.${name}`))
    .map(([name, value]) => ({
      key: name,
      label: t(`figure.${name}`),
      children: name === "value" ? money(Number(value)) : number(Number(value)),
    }));
  const again = () =>
    run.mutate(step.step, {
      onSuccess: ({ job_id }) => {
        close();
        started(job_id);
      },
    });
  return (
    <Drawer
      open
      size={420}
      onClose={close}
      title={t(`step.${step.step}`)}
      footer={
        <div className="drawer-foot">
          {path && (
            <Button type="primary" onClick={() => go(path)}>
              {t("openPage")}
            </Button>
          )}
          {may("months.close") && (
            <Button loading={run.isPending} onClick={again}>
              {t("runStep")}
            </Button>
          )}
        </div>
      }
    >
      {run.error && <ProblemNotice error={run.error} />}
      <p>{t(`stepDoes.${step.step}`)}</p>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: "state", label: t("stateIs"), children: t(`stepState.${step.status}`) },
          { key: "at", label: t("finishedAt"), children: instant(step.finished_at) },
          { key: "by", label: t("by"), children: step.person ?? "–" },
          ...figures,
        ]}
      />
    </Drawer>
  );
};
