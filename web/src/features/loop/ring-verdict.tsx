import { useTranslation } from "react-i18next";
import type { Loop } from "@/lib/api-types";
import { arrow, boxesShort, counted, month, number, percent, signed } from "@/lib/format";
import { useMay } from "@/lib/session";
import { inBoxes } from "@/lib/units";

/** The month in a few words: demand against last plan, production change, what waits for whom. */
export const RingVerdict = ({ loop }: { loop: Loop }) => {
  const { t } = useTranslation("loop");
  const may = useMay();
  const verdict = loop.verdict;
  const done = loop.steps.filter((step) => step.status === "done").length;
  const closed = done === loop.steps.length;
  const first = verdict?.waiting[0];
  const waiting = (
    <span className="quiet">
      {verdict && first
        ? t("waitingFor", {
            figure: number(verdict.waiting.length),
            name: t(`handover.${first.handover}.short`),
            role: t(`roles:${first.role}`, { defaultValue: first.role }),
          })
        : t("nothingWaits")}
    </span>
  );
  if (!verdict)
    return (
      <div className="verdict">
        <span className="quiet">{month(loop.month)}</span>
        <strong>{t("notClosed")}</strong>
        <span className="quiet">{t(may("months.close") ? "notClosedHint" : "notClosedWait")}</span>
      </div>
    );
  // Who sees some regions only is told how far the month is, not what the nation needs and makes.
  if (verdict.demand === null)
    return (
      <div className="verdict">
        <span className="quiet">{month(loop.month)}</span>
        <strong>{closed ? t("closed") : t("inWork")}</strong>
        <span>{t("stepsDone", { done, ...counted(loop.steps.length) })}</span>
        {waiting}
      </div>
    );
  const perBox = verdict.units_per_box;
  const against =
    verdict.demand_last_plan !== null && verdict.demand_last_plan > 0
      ? verdict.demand / verdict.demand_last_plan - 1
      : null;
  const change = inBoxes(verdict.production_change, perBox);
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
      {waiting}
    </div>
  );
};
