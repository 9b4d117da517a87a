import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Referrer } from "@/features/lists/in-use";
import { number } from "@/lib/format";
import { useGo } from "@/lib/scope";

/** Why a record stays: what refers to it, each with the way to these rows. */
export const InUseNotice = ({ id, referrers }: { id: string; referrers: Referrer[] }) => {
  const { t } = useTranslation("lists");
  const go = useGo();
  return (
    <Alert
      type="warning"
      showIcon
      title={t("inUse")}
      style={{ marginBottom: 16 }}
      description={
        <>
          {referrers.map(({ noun, field, rows }) => (
            <div key={noun + field}>
              <button
                type="button"
                className="opens as-found"
                onClick={() =>
                  go(`/lists/${noun}`, { [`f.${field}`]: id, region: "", channel: "" })
                }
              >
                {t("inUseRows", {
                  noun: t(`nouns:${noun}`, { defaultValue: noun }),
                  rows: number(rows),
                })}
              </button>
            </div>
          ))}
          <div>{t(referrers.length > 0 ? "inUseHint" : "inUseElsewhere")}</div>
        </>
      }
    />
  );
};
