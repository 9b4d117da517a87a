import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";

interface Props {
  text: string;
  /** The figure in base units, shown on hover. */
  units?: number | null;
  label: string;
  open: () => void;
}

/** A figure with a history: dotted underline, a click opens its layers. */
export const OpeningFigure = ({ text, units, label, open }: Props) => {
  const { t } = useTranslation();
  const hover =
    units === null || units === undefined
      ? undefined
      : t("unitsHover", { figure: number(units), unit: t("pieces") });
  return (
    <Tooltip title={hover}>
      <button type="button" className="opens" aria-label={`${label} ${text}`} onClick={open}>
        {text}
      </button>
    </Tooltip>
  );
};
