import { useTranslation } from "react-i18next";
import { handoverStates, StateIcon } from "@/features/loop/state-marks";
import { useAppearance } from "@/lib/appearance";

export const RingLegend = () => {
  const { t } = useTranslation("loop");
  const { dark } = useAppearance();
  return (
    <ul className="ring-legend" aria-label={t("legend")}>
      {handoverStates.map((state) => (
        <li key={state}>
          <StateIcon state={state} dark={dark} /> {t(`state.${state}`)}
        </li>
      ))}
    </ul>
  );
};
