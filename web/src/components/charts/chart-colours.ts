import { okabe } from "@/lib/theme";

/** The same thing has the same colour on every page. */
export const chartColours = (dark: boolean) => ({
  text: dark ? "#c6ced6" : "#414b55",
  quiet: dark ? "#7d8893" : "#8a949e",
  grid: dark ? "#2a3138" : "#e9ecef",
  background: dark ? "#171b1f" : "#ffffff",
  history: dark ? "#e6e9ec" : "#1b1f24",
  forecast: dark ? "#56B4E9" : okabe.blue,
  lastYear: dark ? "#66717c" : "#b3bac2",
  promotion: okabe.orange,
  festival: okabe.purple,
  target: okabe.green,
  up: dark ? "#56B4E9" : okabe.blue,
  down: okabe.orange,
  total: dark ? "#8a949e" : "#5b6570",
  short: okabe.vermilion,
});

export type ChartColours = ReturnType<typeof chartColours>;
