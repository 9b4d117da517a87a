import { Form } from "antd";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { useReferred } from "@/features/lists/api";
import { NumberField } from "@/components/ui/number-field";
import { boxes, number } from "@/lib/format";

/** A quantity of the form's own product: in its unit, and as the boxes that it makes. */
export const QuantityField = (props: ComponentProps<typeof NumberField>) => {
  const { t } = useTranslation("lists");
  const id = Form.useWatch<string | undefined>("product_id");
  const product = useReferred("products", id ? [id] : []).data?.get(id ?? "");
  const unit = typeof product?.unit === "string" ? product.unit : "";
  const perBox = typeof product?.units_per_box === "number" ? product.units_per_box : 0;
  const made = typeof props.value === "number" && perBox > 0 ? props.value / perBox : undefined;
  const decimals = made === undefined || Number.isInteger(made) ? 0 : 2;
  return (
    <>
      <NumberField {...props} suffix={unit} />
      <div className="quantity-note" aria-live="polite">
        {!product && t("unitOfProduct")}
        {made !== undefined && t("makesBoxes", { boxes: boxes(made, decimals) })}
        {perBox > 0 && t("perBox", { figure: number(perBox), unit })}
      </div>
    </>
  );
};
