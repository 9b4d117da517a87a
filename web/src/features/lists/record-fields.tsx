import { Form, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { FieldInput } from "@/features/lists/field-input";
import { isBarcode, isFigure, limitsOf } from "@/features/lists/fields";
import type { Values } from "@/features/lists/record-inputs";
import { useFieldWords } from "@/features/lists/use-field-words";
import { useNumberRule } from "@/components/ui/number-field";
import type { FieldDescription } from "@/lib/api-types";
import { plainBarcode } from "@/lib/barcode";

interface Props {
  noun: string;
  fields: FieldDescription[];
  form: FormInstance<Values>;
  disabled: boolean;
  onChange: () => void;
  onFinish: () => void;
}

/** The fields of a record as a form, each with the rules of its description. */
export const RecordFields = ({ noun, fields, form, disabled, onChange, onFinish }: Props) => {
  const { t } = useTranslation("lists");
  const words = useFieldWords(noun);
  const numberRule = useNumberRule();
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={disabled}
      scrollToFirstError={{ focus: true }}
      onFinish={onFinish}
      onValuesChange={onChange}
    >
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={words.label(field.name)}
          extra={words.help(field.name)}
          valuePropName={field.kind === "flag" ? "checked" : "value"}
          validateDebounce={isFigure(field.kind) ? 500 : undefined}
          rules={[
            { required: field.required && field.kind !== "flag", message: t("required") },
            ...(field.kind === "text" && field.max_length
              ? [{ max: field.max_length, transform: isBarcode(field) ? plainBarcode : undefined }]
              : []),
            ...(isFigure(field.kind) ? [numberRule(limitsOf(field))] : []),
          ]}
        >
          <FieldInput field={field} noun={noun} />
        </Form.Item>
      ))}
    </Form>
  );
};
