import { useTranslation } from "react-i18next";
import { OpeningFigure } from "@/components/ui/opening-figure";
import { arrow, boxes, boxesShort, percent, signed } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";
import { addMonths } from "@/lib/month";
import { inBoxes } from "@/lib/units";

interface Props {
  view: ForecastView;
  target: string;
  explain: () => void;
}

/** The answer as a sentence: the figure, its interval, against last month and last year. */
export const ForecastAnswer = ({ view, target, explain }: Props) => {
  const { t } = useTranslation("forecast");
  const point = view.forecast.find((one) => one.target_month === target);
  if (!point) return null;
  const per = view.units_per_box;
  const before = (count: number) => {
    const month = addMonths(target, -count);
    return (
      view.history.find((one) => one.month === month)?.quantity ??
      view.forecast.find((one) => one.target_month === month)?.quantity
    );
  };
  const change = (old: number | null | undefined) =>
    old
      ? `${arrow(point.quantity - old)} ${signed(point.quantity / old - 1, (x) => percent(x))}`
      : null;
  const [lastMonth, lastYear] = [change(before(1)), change(before(12))];
  const range = `${boxesShort(inBoxes(point.low80, per))} – ${boxesShort(inBoxes(point.high80, per))}`;
  return (
    <>
      {t("about")}{" "}
      <strong>
        <OpeningFigure
          text={boxes(inBoxes(point.quantity, per))}
          units={point.quantity}
          label={t("openLayers")}
          open={explain}
        />
      </strong>
      {t("rangeIs", { range })}
      {lastMonth && t("againstMonth", { change: lastMonth })}
      {lastYear && t("againstYear", { change: lastYear })}
    </>
  );
};
