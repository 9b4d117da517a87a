/** Base units as boxes; unknown stays unknown, and without a pack a unit counts as a box. */
export const inBoxes = (
  quantity: number | null | undefined,
  unitsPerBox: number | null | undefined,
): number | null =>
  quantity === null || quantity === undefined ? null : quantity / (unitsPerBox || 1);
