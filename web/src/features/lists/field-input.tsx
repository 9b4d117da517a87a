import { DatePicker, Input, Select, Switch } from "antd";
import { nounOf } from "@/features/lists/api";
import { BarcodeField } from "@/features/lists/barcode-field";
import { isBarcode, isFigure, limitsOf } from "@/features/lists/fields";
import { QuantityField } from "@/features/lists/quantity-field";
import { ReferencePicker } from "@/features/lists/reference-picker";
import { useFieldWords } from "@/features/lists/use-field-words";
import { NumberField } from "@/components/ui/number-field";
import type { FieldDescription } from "@/lib/api-types";

interface Props {
  field: FieldDescription;
  noun: string;
  /** Given by the form around it. */
  id?: string;
  value?: never;
  onChange?: (value: unknown) => void;
}

const signs: Record<string, { prefix?: string; suffix?: string }> = {
  share: { suffix: "%" },
  money: { prefix: "¥" },
};

/** The input that fits a field's kind. */
export const FieldInput = ({ field, noun, ...given }: Props) => {
  const words = useFieldWords(noun);
  const options = field.choices?.map((value) => ({ value, label: words.choice(value) }));
  if (field.references)
    return (
      <ReferencePicker {...given} noun={nounOf(field.references)} multiple={field.kind === "ids"} />
    );
  if (isBarcode(field)) return <BarcodeField {...given} />;
  if (field.kind === "quantity") return <QuantityField {...given} {...limitsOf(field)} />;
  if (isFigure(field.kind))
    return <NumberField {...given} {...limitsOf(field)} {...signs[field.kind]} />;
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
      // What is too long is said: cutting what was pasted would keep another text.
      return <Input {...given} />;
  }
};
