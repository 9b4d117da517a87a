import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportStatus } from "@/lib/import-types";

const colours: Record<ImportStatus, string | undefined> = {
  checking: "processing",
  checked: "gold",
  accepting: "processing",
  accepted: "blue",
  failed: "orange",
  cancelled: undefined,
};

export const StatusTag = ({ status }: { status: ImportStatus }) => {
  const { t } = useTranslation("imports");
  return (
    <Tag variant="filled" color={colours[status]}>
      {t(`status.${status}`)}
    </Tag>
  );
};
