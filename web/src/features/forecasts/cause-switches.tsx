import { Switch, Tooltip } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Cause } from "@/features/forecasts/causes";
import { movingCodes } from "@/features/forecasts/causes";
import { useCauseName } from "@/features/forecasts/use-cause-name";

interface Props {
  /** Of all months ahead. */
  causes: Cause[];
  off: ReadonlySet<string>;
  toggle: (code: string) => void;
}

/** A switch per index that moves any month ahead: off shows the forecast without it. */
export const CauseSwitches = ({ causes, off, toggle }: Props) => {
  const { t } = useTranslation("anatomy");
  const title = useId();
  const codes = movingCodes(causes);
  if (codes.length === 0) return null;
  return (
    <div className="cause-switches" role="group" aria-labelledby={title}>
      <Tooltip title={t("switchHint")}>
        <span id={title} className="quiet">
          {t("counted")}
        </span>
      </Tooltip>
      {codes.map((code) => (
        <CauseSwitch key={code} code={code} on={!off.has(code)} toggle={() => toggle(code)} />
      ))}
    </div>
  );
};

const CauseSwitch = ({ code, on, toggle }: { code: string; on: boolean; toggle: () => void }) => {
  const name = useCauseName();
  const id = useId();
  return (
    <label htmlFor={id}>
      <Switch id={id} size="small" checked={on} onChange={toggle} />
      {name(code)}
    </label>
  );
};
