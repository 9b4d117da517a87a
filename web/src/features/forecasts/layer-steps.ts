import type { WaterfallStep } from "@/components/charts/waterfall";
import { layerCodes, type Layers } from "@/lib/forecast-types";
import { inBoxes } from "@/lib/units";

/** The layers of a figure as steps of a waterfall in boxes; the level is the first total. */
export const layerSteps = (
  layers: Layers,
  quantity: number,
  per: number | null | undefined,
  name: (code: string) => string,
): WaterfallStep[] => [
  ...layerCodes.map((code) => ({
    name: name(code),
    value: inBoxes(layers[code] ?? 0, per) ?? 0,
    total: code === "level",
  })),
  { name: name("total"), value: inBoxes(quantity, per) ?? 0, total: true },
];
