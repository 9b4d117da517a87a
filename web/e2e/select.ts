import { expect, type Locator } from "@playwright/test";

/**
 * Opens a list and chooses the first option that says so. Ends when its dropdown is gone: while
 * one fades out and the next opens, two hold the same words.
 */
export const choose = async (select: Locator, option: string | RegExp): Promise<void> => {
  const dropdown = select.page().locator(".ant-select-dropdown:visible");
  await expect(dropdown).toHaveCount(0);
  await select.click();
  await dropdown.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
  await expect(dropdown).toHaveCount(0);
};
