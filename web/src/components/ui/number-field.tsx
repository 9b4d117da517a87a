import { Input } from "antd";
import type { RuleObject } from "antd/es/form";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";
import { readTyped, typedAs, type Limits, type Typed } from "@/lib/typed-number";

/** A figure; or, where what was typed is none, the text as it was typed. */
export type Figure = number | string | null | undefined;

interface Props extends Limits {
  id?: string;
  value?: Figure;
  onChange?: (value: Figure) => void;
  onBlur?: () => void;
  disabled?: boolean;
  autoFocus?: boolean;
  width?: number;
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** What an arrow key adds or takes away. */
  step?: number;
  "aria-label"?: string;
}

/** The one place where a number is typed. What is no number of its limits stays as it was typed;
 *  the rule of useNumberRule says what is wrong with it. */
export const NumberField = ({
  value,
  onChange,
  whole,
  percent,
  decimals,
  min,
  max,
  width = 220,
  step,
  ...given
}: Props) => {
  const limits = { whole, percent, decimals, min, max };
  const figureOf = (text: string): Figure => {
    const read = readTyped(text, limits);
    return read.problem ? text : read.value;
  };
  const [typed, setTyped] = useState("");
  // Set from outside, such as by a record that has arrived: what was typed before is over.
  const shown = figureOf(typed) === (value ?? null) ? typed : typedAs(value);
  const take = (text: string) => {
    setTyped(text);
    onChange?.(figureOf(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!sign || !step || typeof value === "string") return;
    event.preventDefault();
    const next = String(Number(((value ?? 0) + sign * step).toFixed(6)));
    if (!readTyped(next, limits).problem) take(next);
  };
  return (
    <Input
      {...given}
      value={shown}
      inputMode={min !== undefined && min >= 0 ? "decimal" : undefined}
      autoComplete="off"
      className="number-field"
      style={{ width, maxWidth: "100%" }}
      onChange={(event) => take(event.target.value)}
      onKeyDown={step ? onKeyDown : undefined}
    />
  );
};

/** What is wrong with a typed number, in words. */
const useNumberWords = () => {
  const { t } = useTranslation("common");
  return (typed: Typed): string | undefined => {
    switch (typed.problem) {
      case undefined:
        return undefined;
      case "too_large":
      case "too_small":
      case "too_many_decimals": {
        const bound = typed.bound ?? 0;
        const decimals = Number.isInteger(bound) ? 0 : 2;
        return t(`number.${typed.problem}`, { count: bound, bound: number(bound, decimals) });
      }
      default:
        return t(`issues:${typed.problem}`);
    }
  };
};

/** The rule of a form's item around a number field; the limits are the field's own. */
export const useNumberRule = (): ((limits?: Limits) => RuleObject) => {
  const words = useNumberWords();
  return (limits) => ({
    validator: (_, value: Figure) => {
      const wrong = words(readTyped(typedAs(value), limits));
      return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve();
    },
  });
};
