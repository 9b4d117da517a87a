import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { changesOf, type ImportDifference } from "@/features/imports/changes-of";
import { useColumnName } from "@/features/imports/use-column-name";
import type { Import } from "@/lib/import-types";

interface Props {
  /** As it was shown when another was faster. */
  shown: Import;
  now: Import;
  close: () => void;
}

/** Somebody else read the file another way meanwhile, or accepted it: nothing was done. */
export const Overtaken = ({ shown, now, close }: Props) => {
  const { t } = useTranslation("imports");
  const changes = changesOf(shown, now, (word, level) =>
    t("unitIs", { word, what: t(`unitLevels.${level}`) }),
  );
  const columnName = useColumnName(now.kind);
  const nameOf = ({ of, name }: ImportDifference): string => {
    if (of === "column") return columnName(name);
    return of === "count" ? t(`count.${name}`) : t(`option.${name}`);
  };
  const valueOf = ({ of, name }: ImportDifference, value: string): string => {
    if (value === "") return of === "column" ? t("ignored") : t("none");
    if (of !== "option") return value;
    if (value === "true") return t("yes");
    if (name === "day_order") return t(`dayOrders.${value}`);
    return name === "sheet" && value === "*" ? t("allSheets") : value;
  };
  const accepted = now.status === "accepting" || now.status === "accepted";
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: close }}
      title={t(accepted ? "overtakenAccepted" : "overtaken")}
      description={
        <>
          <ul className="remarks">
            {changes.map((change) => (
              <li key={`${change.of}${change.name}`}>
                {t("changedTo", {
                  what: nameOf(change),
                  before: valueOf(change, change.before),
                  now: valueOf(change, change.now),
                })}
              </li>
            ))}
          </ul>
          {!accepted && (now.status === "checking" ? t("overtakenWaits") : t("overtakenLook"))}
        </>
      }
    />
  );
};
