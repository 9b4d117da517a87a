/** Where the ring's parts stand. Angles are degrees, 0 at the right, clockwise (y points down). */

export const ring = { width: 1160, height: 640, x: 580, y: 318, rx: 400, ry: 244 } as const;
const track = { rx: 262, ry: 136 } as const;
const half = 17;

const at = (angle: number, rx: number, ry: number) => {
  const turn = (angle * Math.PI) / 180;
  return { x: ring.x + rx * Math.cos(turn), y: ring.y + ry * Math.sin(turn) };
};

const write = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`;

const curve = (from: number, to: number, offset: number): string[] => {
  const count = 14;
  return Array.from({ length: count + 1 }, (_, index) =>
    write(at(from + ((to - from) * index) / count, ring.rx + offset, ring.ry + offset)),
  );
};

export interface Segment {
  path: string;
  middle: { x: number; y: number };
  label: { x: number; y: number; anchor: "start" | "middle" | "end" };
}

/** One arrow of the outer ring from angle `from` clockwise to `to`, with a tip of `tip` degrees. */
const segment = (from: number, to: number, tip: number): Segment => {
  const centre = (from + to) / 2 + tip / 2;
  const points = [
    ...curve(from, to, half),
    write(at(to + tip, ring.rx, ring.ry)),
    ...curve(to, from, -half),
    write(at(from + tip, ring.rx, ring.ry)),
  ];
  const label = at(centre, ring.rx + 40, ring.ry + 36);
  const sideways = Math.cos((centre * Math.PI) / 180);
  const anchor = sideways > 0.5 ? "start" : sideways < -0.5 ? "end" : "middle";
  return {
    path: `M${points.join("L")}Z`,
    middle: at(centre, ring.rx, ring.ry),
    label: { ...label, anchor },
  };
};

/** `count` arrows evenly along the half from `start` to `end` degrees. */
const halfRing = (count: number, start: number, end: number, tip: number): Segment[] => {
  const step = (end - start) / count;
  return Array.from({ length: count }, (_, index) =>
    segment(start + index * step, start + (index + 1) * step - 1.6, tip),
  );
};

/** Over the top from Marketing at the left to Sales at the right. */
export const overTop = (count: number): Segment[] => halfRing(count, 192, 345, 2.6);

/** Along the bottom from Sales back to Marketing. */
export const alongBottom = (count: number): Segment[] => halfRing(count, 12, 165, 2.6);

/** Steps of the month on the inner track, from the left over the top, clockwise. */
export const stepPlaces = (count: number): { x: number; y: number }[] =>
  Array.from({ length: count }, (_, index) => at(-90 + (index * 360) / count, track.rx, track.ry));

export const trackOf = (): { rx: number; ry: number } => track;

/** The departments' places, left and right. */
export const departments = {
  marketing: { x: ring.x - ring.rx, y: ring.y },
  sales: { x: ring.x + ring.rx, y: ring.y },
};
