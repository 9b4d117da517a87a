import { useTranslation } from "react-i18next";
import type { LoopHandover } from "@/lib/api-types";
import { day, percent } from "@/lib/format";

export interface HandoverWords {
  name: string;
  short: string;
  state: string;
  lines: string[];
}

/** What one hand-over says about itself: name, state, owner, due day, what is missing. */
export const useHandoverWords = (): ((handover: LoopHandover) => HandoverWords) => {
  const { t } = useTranslation("loop");
  return (handover) => {
    const lines = [
      t("owner", {
        role: t(`roles:${handover.owner_role}`, { defaultValue: handover.owner_role }),
      }),
      handover.due_day ? t("dueOn", { day: day(handover.due_day) }) : t("noDue"),
    ];
    if (handover.completeness !== null && handover.completeness < 1)
      lines.push(t("complete", { share: percent(handover.completeness, 0) }));
    if (handover.missing.length > 0) {
      const words = handover.missing.map((code) => t(`missing.${code}`, { defaultValue: code }));
      lines.push(t("missingIs", { what: words.join(t("listComma")) }));
    }
    if (handover.receivers)
      lines.push(t("receipts", { done: handover.acknowledged ?? 0, all: handover.receivers }));
    return {
      name: t(`handover.${handover.code}.name`),
      short: t(`handover.${handover.code}.short`),
      state: t(`state.${handover.state}`),
      lines,
    };
  };
};
