import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { number } from "@/lib/format";
import type { TargetNode } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

const write = (value: number) => number(Math.round(value));

/** What the target rests on: history, potential and the representatives' proposals. */
export const OriginPanel = ({ node }: { node: TargetNode }) => {
  const { t } = useTranslation("targets");
  const steps = useMemo(() => {
    const box = (quantity: number | null) => inBoxes(quantity, node.units_per_box) ?? 0;
    return [
      { name: t("fromHistory"), value: box(node.from_history) },
      { name: t("fromPotential"), value: box(node.from_potential) },
      { name: t("fromProposal"), value: box(node.from_proposal) },
      { name: t("target"), value: box(node.quantity), total: true },
    ];
  }, [node, t]);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("origin")}</h2>
      </div>
      <WaterfallChart
        steps={steps}
        label={t("origin")}
        unit={t("unit")}
        write={write}
        height={240}
      />
    </section>
  );
};
