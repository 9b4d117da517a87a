import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { layerSteps } from "@/features/forecasts/layer-steps";
import { month as writeMonth, number } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";

interface Props {
  view: ForecastView;
  target: string;
  explain: () => void;
}

const write = (value: number) => number(Math.round(value));

/** What the figure is made of. */
export const LayerPanel = ({ view, target, explain }: Props) => {
  const { t } = useTranslation("forecast");
  const point = view.forecast.find((one) => one.target_month === target);
  const steps = useMemo(
    () =>
      point
        ? layerSteps(point.layers, point.quantity, view.units_per_box, (code) =>
            code === "total" ? t("forecast") : t(`common:layers.${code}`),
          )
        : [],
    [point, view.units_per_box, t],
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("layersOf", { month: writeMonth(target) })}</h2>
        <Button type="link" onClick={explain}>
          {t("whoAndWhy")}
        </Button>
      </div>
      <WaterfallChart
        steps={steps}
        label={t("layersOf", { month: writeMonth(target) })}
        unit={t("unit")}
        write={write}
        lying
      />
    </section>
  );
};
