import { describe, expect, it } from "vitest";
import { accountTyped } from "@/features/lists/use-account";

const account = {
  person_id: "7",
  login: "wang",
  demo_password: false,
  must_change_password: false,
  changed_at: "2026-11-03T02:10:00Z",
};

describe("the account part of a person's form", () => {
  it("has nothing to save while it shows what the account is", () => {
    expect(accountTyped(account, { login: "wang" })).toBe(false);
    expect(accountTyped(account, { login: "wang ", new_password: "" })).toBe(false);
    expect(accountTyped(undefined, {})).toBe(false);
  });

  it("is not lost once another name or a password was typed", () => {
    expect(accountTyped(account, { login: "wang2" })).toBe(true);
    expect(accountTyped(account, { login: "wang", new_password: "x" })).toBe(true);
    expect(accountTyped(undefined, { login: "li" })).toBe(true);
    expect(accountTyped(account, { login: "" })).toBe(true);
  });
});
