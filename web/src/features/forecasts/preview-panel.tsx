import { useTranslation } from "react-i18next";
import { boxes, number, signed } from "@/lib/format";
import type { ChangePreview } from "@/lib/forecast-types";
import { inBoxes } from "@/lib/units";

interface Props {
  preview: ChangePreview | undefined;
  unitsPerBox: number | null;
}

/** Before, after, and what production would do. */
export const PreviewPanel = ({ preview, unitsPerBox }: Props) => {
  const { t } = useTranslation("forecast");
  const box = (quantity: number | null | undefined) => inBoxes(quantity, unitsPerBox);
  const plan = preview?.production_change;
  const production =
    plan && plan.before !== null && plan.after !== null ? box(plan.after - plan.before) : null;
  const change = preview ? box(preview.after.quantity - preview.before.quantity) : null;
  const whole = (value: number) => number(Math.round(value));
  return (
    <div className="preview" aria-live="polite">
      <div>
        <span className="quiet small">{t("before")}</span>
        <strong>{boxes(box(preview?.before.quantity))}</strong>
      </div>
      <div>
        <span className="quiet small">{t("after")}</span>
        <strong data-testid="preview-after">{boxes(box(preview?.after.quantity))}</strong>
        {change !== null && <span className="quiet small">{signed(change, whole)}</span>}
      </div>
      <div>
        <span className="quiet small">{t("productionChange")}</span>
        <strong>{production === null ? "–" : signed(production, whole)}</strong>
      </div>
    </div>
  );
};
