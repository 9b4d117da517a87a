import { Alert, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { Cause } from "@/features/forecasts/causes";
import { useCauseName } from "@/features/forecasts/use-cause-name";
import { boxes, month as writeMonth, percent, signed } from "@/lib/format";
import type { ForecastPoint } from "@/lib/forecast-types";
import { inBoxes } from "@/lib/units";

interface Props {
  point: ForecastPoint;
  looked: ForecastPoint;
  per: number | null;
  /** The causes of the month that are switched off. */
  causes: Cause[];
  off: ReadonlySet<string>;
  reset: () => void;
  /** Opens the dialog that keeps an index at 1; nothing for those who may not. */
  keep?: (cause: Cause) => void;
}

/** Says that a figure is only looked at, what it would be, and how to keep it. */
export const LookedAtBar = ({ point, looked, per, causes, off, reset, keep }: Props) => {
  const { t } = useTranslation("anatomy");
  const name = useCauseName();
  const kept = causes.filter((one) => one.index !== 1);
  const [only] = kept;
  const change = point.quantity > 0 ? looked.quantity / point.quantity - 1 : null;
  return (
    <Alert
      className="looked-at"
      type="warning"
      showIcon
      title={
        <span data-testid="looked-at">
          {t("lookedAt", {
            names: [...off].map(name).join(t("listComma")),
            month: writeMonth(point.target_month),
            figure: boxes(Math.round(inBoxes(looked.quantity, per) ?? 0)),
            before: boxes(Math.round(inBoxes(point.quantity, per) ?? 0)),
            change: signed(change, (x) => percent(x)),
          })}
        </span>
      }
      description={
        <>
          {kept.length === 0 ? t("lookedAtNothing") : t("notSaved")}
          <span className="looked-at-actions">
            <Button size="small" onClick={reset}>
              {t("backOn")}
            </Button>
            {keep && only && kept.length === 1 && (
              <Button size="small" type="primary" onClick={() => keep(only)}>
                {t("keepIt")}
              </Button>
            )}
            {keep && kept.length > 1 && (
              <Dropdown
                menu={{
                  items: kept.map((one) => ({ key: one.code, label: name(one.code) })),
                  onClick: ({ key }) => {
                    const chosen = kept.find((one) => one.code === key);
                    if (chosen) keep(chosen);
                  },
                }}
              >
                <Button size="small" type="primary">
                  {t("keepOne")}
                </Button>
              </Dropdown>
            )}
          </span>
        </>
      }
    />
  );
};
