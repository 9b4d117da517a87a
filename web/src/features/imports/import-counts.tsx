import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";
import type { Import } from "@/lib/import-types";

const names = [
  "rows_read",
  "rows_added",
  "rows_changed",
  "rows_unchanged",
  "rows_failed",
  "rows_skipped",
] as const;

/** How many rows came, and what would become of them. */
export const ImportCounts = ({ made }: { made: Import }) => {
  const { t } = useTranslation("imports");
  const created = Object.entries(made.created ?? {})
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${t(`nouns:${noun}`, { defaultValue: noun })} ${number(count)}`);
  return (
    <>
      <dl className="figures">
        {names
          .filter((name) => name !== "rows_skipped" || made[name])
          .map((name) => (
            <div
              key={name}
              className={name === "rows_failed" && made.rows_failed > 0 ? "figure wrong" : "figure"}
            >
              <dt>{t(`count.${name}`)}</dt>
              <dd>{number(made[name] ?? 0)}</dd>
            </div>
          ))}
      </dl>
      {created.length > 0 && (
        <p className="quiet">{t("willCreate", { what: created.join(t("comma")) })}</p>
      )}
    </>
  );
};
