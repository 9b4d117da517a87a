const point = (angle: number, radius: number) => {
  const turn = (angle * Math.PI) / 180;
  return `${(150 + radius * Math.cos(turn)).toFixed(1)} ${(150 + radius * Math.sin(turn)).toFixed(1)}`;
};

const arcs = [
  ...Array.from({ length: 5 }, (_, index) => ({
    from: 196 + index * 30.5,
    size: 25,
    tone: "#f2b53a",
  })),
  ...Array.from({ length: 9 }, (_, index) => ({
    from: 14 + index * 17.2,
    size: 12.5,
    tone: "#7cc4ee",
  })),
];

/** Five arrows over, nine back: the loop as a quiet picture. */
export const RingMark = () => (
  <svg viewBox="0 0 300 300" className="ring-mark" role="presentation">
    {arcs.map(({ from, size, tone }) => (
      <path
        key={from}
        d={`M ${point(from, 120)} A 120 120 0 0 1 ${point(from + size, 120)}`}
        stroke={tone}
        strokeWidth={13}
        fill="none"
      />
    ))}
    <circle cx={30} cy={150} r={17} fill="#ffffff" />
    <circle cx={270} cy={150} r={17} fill="#ffffff" />
    <circle cx={150} cy={150} r={74} fill="none" stroke="#ffffff44" strokeWidth={1.5} />
    {Array.from({ length: 7 }, (_, index) => {
      const [x, y] = point(-90 + (index * 360) / 7, 74).split(" ");
      return <circle key={index} cx={x} cy={y} r={6} fill="#ffffff" />;
    })}
  </svg>
);
