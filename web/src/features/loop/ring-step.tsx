import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { LoopStep } from "@/lib/api-types";
import { instant } from "@/lib/format";

interface Props {
  step: LoopStep;
  place: { x: number; y: number };
  number: number;
  open: () => void;
}

/** How a step stands, since when and by whom. */
const useSummary = (step: LoopStep): string => {
  const { t } = useTranslation("loop");
  const lines = [t(`stepState.${step.status}`)];
  if (step.finished_at) lines.push(instant(step.finished_at));
  if (step.person) lines.push(step.person);
  return lines.join(" · ");
};

export const RingStep = ({ step, place, number, open }: Props) => {
  const { t, i18n } = useTranslation("loop");
  const width = i18n.language === "en" ? 126 : 112;
  const summary = useSummary(step);
  const name = t(`step.${step.step}`);
  return (
    <Tooltip title={`${name}: ${summary}`}>
      <g
        role="button"
        tabIndex={0}
        aria-label={`${number}. ${name}: ${summary}`}
        className={`ring-step ${step.status}`}
        transform={`translate(${place.x} ${place.y})`}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key === "Enter") open();
        }}
      >
        <rect x={-57} y={-19} width={width} height={38} rx={19} className="ring-step-shape" />
        <circle cx={-36} cy={0} r={12} className="ring-step-dot" />
        <text
          x={-36}
          y={1}
          textAnchor="middle"
          dominantBaseline="middle"
          className="ring-step-number"
        >
          {step.status === "done" ? "✓" : number}
        </text>
        <text x={-16} y={1} dominantBaseline="middle" className="ring-step-name">
          {name}
        </text>
      </g>
    </Tooltip>
  );
};
