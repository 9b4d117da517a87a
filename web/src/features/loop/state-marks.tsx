import type { HandoverState } from "@/lib/api-types";
import { okabe } from "@/lib/theme";

export const handoverStates: HandoverState[] = [
  "not_due",
  "due",
  "late",
  "delivered",
  "acknowledged",
  "decided",
];

interface Look {
  fill: string;
  ink: string;
}

/** Colour says the state; the mark says it again for those who cannot tell the colours apart. */
export const lookOf = (state: HandoverState, dark: boolean): Look => {
  const looks: Record<HandoverState, Look> = {
    not_due: dark ? { fill: "#2b333a", ink: "#aab4bd" } : { fill: "#e6eaee", ink: "#5b6570" },
    due: { fill: okabe.yellow, ink: "#3d3a00" },
    late: { fill: okabe.vermilion, ink: "#ffffff" },
    delivered: { fill: okabe.sky, ink: "#06263a" },
    acknowledged: { fill: okabe.blue, ink: "#ffffff" },
    decided: { fill: okabe.green, ink: "#ffffff" },
  };
  return looks[state];
};

const marks: Record<HandoverState, string> = {
  not_due: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
  due: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M0-3.6V0.4L2.8 2",
  late: "M0-6L6.4 5.4H-6.4ZM0-2V1.6M0 3.4V3.6",
  delivered: "M-6-4.4H6V4.4H-6ZM-6-4.4L0 0.8L6-4.4",
  acknowledged: "M-5.4 0.2L-1.6 4L5.6-4",
  decided: "M-7.6 0.2L-4.2 3.6L1.6-3.6M-0.4 3.2L0.2 3.6L7-3.6",
};

interface Props {
  state: HandoverState;
  ink: string;
}

/** The mark of a state around the origin of the surrounding SVG. */
export const StateMark = ({ state, ink }: Props) => (
  <path
    d={marks[state]}
    fill="none"
    stroke={ink}
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
  />
);

/** The same mark on its colour, as an icon in lists and legends. */
export const StateIcon = ({ state, dark }: { state: HandoverState; dark: boolean }) => {
  const look = lookOf(state, dark);
  return (
    <svg width={22} height={22} viewBox="-11 -11 22 22" aria-hidden>
      <rect x={-11} y={-11} width={22} height={22} rx={5} fill={look.fill} />
      <StateMark state={state} ink={look.ink} />
    </svg>
  );
};
