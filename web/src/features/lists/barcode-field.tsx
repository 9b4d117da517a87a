import { Input } from "antd";
import { plainBarcode } from "@/lib/barcode";

interface Props {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** A barcode as one types it; its digits stand there once one leaves the field. Text that changed
 *  while it is typed would throw the caret to its end. */
export const BarcodeField = ({ value, onChange, ...given }: Props) => (
  <Input
    {...given}
    value={value}
    inputMode="numeric"
    onChange={(event) => onChange?.(event.target.value)}
    onBlur={() => {
      const plain = plainBarcode(value ?? "");
      if (plain !== (value ?? "")) onChange?.(plain);
    }}
  />
);
