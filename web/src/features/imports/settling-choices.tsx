import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ReadingOptions } from "@/features/imports/reading-options";
import { settlingOf, type Choice } from "@/features/imports/settling";
import type { ReadingDraft } from "@/features/imports/use-reading";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { counted } from "@/lib/format";
import type { Import } from "@/lib/import-types";

/** Of these what stands there does not say what it is. */
const named: Choice[] = ["sheet", "encoding"];

/** Choices that settle what is wrong stand before the list of it. */
export const SettlingChoices = ({ made, draft }: { made: Import; draft: ReadingDraft }) => {
  const { t } = useTranslation("imports");
  const settling = [...settlingOf(made)];
  if (!draft.open || settling.length === 0) return null;
  return (
    <section className="panel settling">
      <div className="panel-head">
        <h2>{t("settle")}</h2>
      </div>
      {draft.error && <ProblemNotice error={draft.error} />}
      {settling.map(([choice, count]) => (
        <div key={choice} className="settling-line">
          {named.includes(choice) && <span>{t(`option.${choice}`)}</span>}
          <ReadingOptions {...{ made, choices: [choice], ...draft }} />
          {made.status === "checked" && (
            <span className="quiet">{t("settles", counted(count))}</span>
          )}
        </div>
      ))}
      <div className="settling-line">
        <Button
          type={draft.touched ? "primary" : "default"}
          disabled={!draft.ready}
          loading={draft.pending}
          onClick={draft.checkAgain}
        >
          {t("checkAgain")}
        </Button>
      </div>
    </section>
  );
};
