import type { NodeKey } from "@/features/forecasts/api";
import { useScope, useUrlValue } from "@/lib/scope";

/** The node in view: product from this page, month, region and channel from the frame. */
export const useNodeKey = (): { node: NodeKey; chooseProduct: (product?: string) => void } => {
  const { month, region, channel, scenario } = useScope();
  const [product, chooseProduct] = useUrlValue("product");
  const node: NodeKey = { month };
  if (scenario) node.scenario = scenario;
  if (product) node.product_id = product;
  if (region) node.region_id = region;
  if (channel) node.channel_id = channel;
  return { node, chooseProduct };
};
