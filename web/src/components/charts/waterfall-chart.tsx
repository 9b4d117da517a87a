import { Grid } from "antd";
import { useMemo } from "react";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { waterfallOption, type WaterfallStep } from "@/components/charts/waterfall";
import { useAppearance } from "@/lib/appearance";

interface Props {
  steps: WaterfallStep[];
  label: string;
  unit: string;
  write: (value: number) => string;
  height?: number;
  lying?: boolean;
}

export const WaterfallChart = ({ steps, label, unit, write, height = 280, lying }: Props) => {
  const { dark } = useAppearance();
  const phone = Grid.useBreakpoint().md === false;
  const narrow = lying ?? phone;
  const option = useMemo(
    () => waterfallOption(steps, { colours: chartColours(dark), write, unit, narrow }),
    [steps, dark, write, unit, narrow],
  );
  const table = {
    columns: [label, unit],
    rows: steps.map((step) => [step.name, Math.round(step.value)]),
  };
  return (
    <Chart
      option={option}
      height={narrow ? Math.max(height, 60 + steps.length * 34) : height}
      label={label}
      table={table}
    />
  );
};
