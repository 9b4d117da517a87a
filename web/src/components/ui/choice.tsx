import { Grid, Segmented, Select } from "antd";

interface Props<T extends string | number> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
}

/** One of a few: side by side where there is room for their words, a list to pick from on a phone. */
export const Choice = <T extends string | number>({ label, ...given }: Props<T>) => {
  const phone = Grid.useBreakpoint().md === false;
  return phone ? (
    <Select<T>
      {...given}
      aria-label={label}
      popupMatchSelectWidth={false}
      style={{ maxWidth: "100%" }}
    />
  ) : (
    <Segmented<T> {...given} aria-label={label} />
  );
};
