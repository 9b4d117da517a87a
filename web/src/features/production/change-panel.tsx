import { Empty } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import type { PlanSums } from "@/features/production/plan-sums";
import { number } from "@/lib/format";

const write = (value: number) => number(Math.round(value));

/** From the last plan to this one, reason by reason; the reasons add up exactly. */
export const ChangePanel = ({ sums }: { sums: PlanSums }) => {
  const { t } = useTranslation("production");
  const steps = useMemo(
    () =>
      sums.change === null
        ? []
        : [
            ...sums.reasons.map(({ code, quantity }) => ({
              name: t(`reason.${code}`, {
                defaultValue: t(`common:layers.${code}`, { defaultValue: code }),
              }),
              value: quantity,
            })),
            { name: t("change"), value: sums.change, total: true },
          ],
    [sums, t],
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("whyChanged")}</h2>
      </div>
      {steps.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noLastPlan")} />
      ) : (
        <WaterfallChart
          steps={steps}
          label={t("whyChanged")}
          unit={t("unit")}
          write={write}
          height={260}
        />
      )}
    </section>
  );
};
