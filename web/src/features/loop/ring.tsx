import { useTranslation } from "react-i18next";
import { RingArrow } from "@/features/loop/ring-arrow";
import {
  alongBottom,
  departments,
  overTop,
  ring,
  stepPlaces,
  trackOf,
  type Segment,
} from "@/features/loop/ring-geometry";
import { RingStep } from "@/features/loop/ring-step";
import { RingVerdict } from "@/features/loop/ring-verdict";
import { useAppearance } from "@/lib/appearance";
import type { Loop, LoopHandover, LoopStep } from "@/lib/api-types";

interface Props {
  loop: Loop;
  openHandover: (handover: LoopHandover) => void;
  openStep: (step: LoopStep) => void;
}

const Department = ({ x, y, name }: { x: number; y: number; name: string }) => (
  <g transform={`translate(${x} ${y})`} className="ring-department">
    <rect x={-62} y={-25} width={124} height={50} rx={10} />
    <text textAnchor="middle" dominantBaseline="middle" y={1}>
      {name}
    </text>
  </g>
);

/** The month as a ring: over the top five hand-overs to Sales, along the bottom nine back. */
export const Ring = ({ loop, openHandover, openStep }: Props) => {
  const { t } = useTranslation("loop");
  const { dark } = useAppearance();
  const over = loop.handovers.filter((one) => one.direction === "m2s");
  const back = loop.handovers.filter((one) => one.direction === "s2m");
  const places = stepPlaces(loop.steps.length);
  const arrows = (handovers: LoopHandover[], segments: Segment[]) =>
    handovers.map((handover, index) => {
      const segment = segments[index];
      if (!segment) return null;
      const open = () => openHandover(handover);
      return <RingArrow key={handover.code} {...{ handover, segment, dark, open }} />;
    });
  return (
    <div className="ring">
      <svg viewBox={`0 0 ${ring.width} ${ring.height}`} role="group" aria-label={t("ringLabel")}>
        <ellipse cx={ring.x} cy={ring.y} {...trackOf()} className="ring-track" />
        {arrows(over, overTop(over.length))}
        {arrows(back, alongBottom(back.length))}
        <Department {...departments.marketing} name={t("marketing")} />
        <Department {...departments.sales} name={t("sales")} />
        {loop.steps.map((step, index) => {
          const place = places[index];
          return (
            place && (
              <RingStep
                key={step.step}
                {...{ step, place, number: index + 1, open: () => openStep(step) }}
              />
            )
          );
        })}
      </svg>
      <div className="ring-middle">
        <RingVerdict loop={loop} />
      </div>
    </div>
  );
};
