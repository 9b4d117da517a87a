import { Tooltip } from "antd";
import type { LoopHandover } from "@/lib/api-types";
import type { Segment } from "@/features/loop/ring-geometry";
import { lookOf, StateMark } from "@/features/loop/state-marks";
import { useHandoverWords } from "@/features/loop/use-handover-words";

interface Props {
  handover: LoopHandover;
  segment: Segment;
  dark: boolean;
  open: () => void;
}

/** One hand-over as an arrow of the ring: colour and mark for its state, its name outside. */
export const RingArrow = ({ handover, segment, dark, open }: Props) => {
  const words = useHandoverWords()(handover);
  const look = lookOf(handover.state, dark);
  const hint = (
    <>
      <strong>
        {handover.code} {words.name}
      </strong>
      <div>{words.state}</div>
      {words.lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
  return (
    <Tooltip title={hint} styles={{ root: { maxWidth: 320 } }}>
      <g
        role="button"
        tabIndex={0}
        aria-label={`${handover.code} ${words.name}: ${words.state}. ${words.lines.join(". ")}`}
        className="ring-arrow"
        onClick={open}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          open();
        }}
      >
        <path d={segment.path} fill={look.fill} className="ring-arrow-shape" />
        <g transform={`translate(${segment.middle.x} ${segment.middle.y})`}>
          <StateMark state={handover.state} ink={look.ink} />
        </g>
        <text
          x={segment.label.x}
          y={segment.label.y}
          textAnchor={segment.label.anchor}
          dominantBaseline="middle"
          className="ring-label"
        >
          {words.short}
        </text>
      </g>
    </Tooltip>
  );
};
