import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { stateOf, type ImportState } from "@/features/imports/state-of";
import type { Import } from "@/lib/import-types";

const colours: Partial<Record<ImportState, string>> = {
  checking: "processing",
  checked: "gold",
  checkedWrong: "orange",
  accepting: "processing",
  accepted: "blue",
  failed: "orange",
};

export const StatusTag = ({ made }: { made: Import }) => {
  const { t } = useTranslation("imports");
  const state = stateOf(made);
  return (
    <Tag variant="filled" color={colours[state]}>
      {t(`status.${state}`)}
    </Tag>
  );
};
