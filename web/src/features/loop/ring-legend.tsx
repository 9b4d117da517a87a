import { FileTextOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { handoverStates, StateIcon } from "@/features/loop/state-marks";
import type { LoopHandover } from "@/lib/api-types";
import { useAppearance } from "@/lib/appearance";
import { useMay } from "@/lib/session";

interface Props {
  plan: LoopHandover | null | undefined;
  open: (handover: LoopHandover) => void;
}

/** What colours and marks mean, and beside them the one document that no arrow carries. */
export const RingLegend = ({ plan, open }: Props) => {
  const { t } = useTranslation("loop");
  const { dark } = useAppearance();
  const may = useMay();
  return (
    <ul className="ring-legend" aria-label={t("legend")}>
      {handoverStates.map((state) => (
        <li key={state}>
          <StateIcon state={state} dark={dark} /> {t(`state.${state}`)}
        </li>
      ))}
      {plan && may("production.read") && (
        <li>
          <Button type="link" icon={<FileTextOutlined />} onClick={() => open(plan)}>
            {t("handover.PLAN.short")} · {t(`state.${plan.state}`)}
          </Button>
        </li>
      )}
    </ul>
  );
};
