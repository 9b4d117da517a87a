import { useTranslation } from "react-i18next";
import type { Loop } from "@/lib/api-types";
import { arrow, boxesShort, month, percent, signed } from "@/lib/format";
import { inBoxes } from "@/lib/units";

/** The month in a few words: demand against last plan, production change, what waits for whom. */
export const RingVerdict = ({ loop }: { loop: Loop }) => {
  const { t } = useTranslation("loop");
  const verdict = loop.verdict;
  const closed = loop.steps.every((step) => step.status === "done");
  if (!verdict || verdict.demand === null)
    return (
      <div className="verdict">
        <span className="quiet">{month(loop.month)}</span>
        <strong>{t("notClosed")}</strong>
        <span className="quiet">{t("notClosedHint")}</span>
      </div>
    );
  const perBox = verdict.units_per_box;
  const against =
    verdict.demand_last_plan !== null && verdict.demand_last_plan > 0
      ? verdict.demand / verdict.demand_last_plan - 1
      : null;
  const change = inBoxes(verdict.production_change, perBox);
  const first = verdict.waiting[0];
  return (
    <div className="verdict">
      <span className="quiet">
        {month(loop.month)} · {closed ? t("closed") : t("inWork")}
      </span>
      <strong>{t("demandIs", { boxes: boxesShort(inBoxes(verdict.demand, perBox)) })}</strong>
      {against !== null && (
        <span>
          {t("againstPlan", { share: `${arrow(against)} ${signed(against, (x) => percent(x))}` })}
        </span>
      )}
      {change !== null ? (
        <span>
          {t("productionChange", { boxes: `${arrow(change)} ${signed(change, boxesShort)}` })}
        </span>
      ) : (
        verdict.production !== null && (
          <span>
            {t("productionIs", { boxes: boxesShort(inBoxes(verdict.production, perBox)) })}
          </span>
        )
      )}
      <span className="quiet">
        {first
          ? t("waitingFor", {
              count: verdict.waiting.length,
              name: t(`handover.${first.handover}.short`),
              role: t(`roles:${first.role}`, { defaultValue: first.role }),
            })
          : t("nothingWaits")}
      </span>
    </div>
  );
};
