import { DatePicker, Input, InputNumber, Select, Switch } from "antd";
import type { ComponentProps } from "react";
import { nounOf } from "@/features/lists/api";
import { ReferencePicker } from "@/features/lists/reference-picker";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { FieldDescription } from "@/lib/api-types";

interface Props {
  field: FieldDescription;
  noun: string;
  /** Given by the form around it. */
  id?: string;
  value?: never;
  onChange?: (value: unknown) => void;
}

const numbers: Record<string, ComponentProps<typeof InputNumber>> = {
  count: { precision: 0 },
  quantity: { precision: 0 },
  real: {},
  share: { min: 0, max: 100, suffix: "%" },
  money: { precision: 2, prefix: "¥" },
};

/** The input that fits a field's kind. */
export const FieldInput = ({ field, noun, ...given }: Props) => {
  const words = useFieldWords(noun);
  const options = field.choices?.map((value) => ({ value, label: words.choice(value) }));
  if (field.references)
    return (
      <ReferencePicker {...given} noun={nounOf(field.references)} multiple={field.kind === "ids"} />
    );
  if (field.kind in numbers)
    return <InputNumber {...given} {...numbers[field.kind]} style={{ width: 220 }} />;
  switch (field.kind) {
    case "flag":
      return <Switch {...given} />;
    case "day":
      return <DatePicker {...given} />;
    case "month":
      return <DatePicker {...given} picker="month" />;
    case "choice":
      return <Select {...given} allowClear={!field.required} options={options} />;
    case "choices":
      return <Select {...given} mode="multiple" options={options} optionFilterProp="label" />;
    default:
      return <Input {...given} maxLength={field.max_length ?? undefined} />;
  }
};
