import { PrinterOutlined } from "@ant-design/icons";
import { Button, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useHandover } from "@/features/loop/api";
import { HandoverAnswers } from "@/features/loop/handover-answers";
import { DocumentFigure, DocumentTableView } from "@/features/loop/handover-document";
import { Page } from "@/components/ui/page";
import { ProblemPage } from "@/components/ui/problem-notice";
import { instant, month } from "@/lib/format";
import "@/features/loop/loop.css";

/** A frozen hand-over: facts, tables, who has read it, what was decided. */
export const HandoverPage = () => {
  const { t } = useTranslation("loop");
  const { id = "" } = useParams();
  const query = useHandover(id);
  if (query.error) return <ProblemPage error={query.error} retry={() => void query.refetch()} />;
  const handover = query.data;
  if (!handover)
    return (
      <div className="page">
        <Skeleton active />
      </div>
    );
  const { document } = handover;
  const name = t(`handover.${handover.code}.name`, { defaultValue: document.title });
  return (
    <Page
      question={name}
      answer={
        <>
          {handover.code} · {month(handover.month)} · {t("edition", { number: handover.edition })} ·{" "}
          {t("frozenAt", { at: instant(handover.delivered_at) })}
        </>
      }
      actions={
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("print")}
        </Button>
      }
    >
      <div className="with-side reversed">
        <article className="panel document">
          <dl className="document-facts">
            {document.facts.map((fact) => (
              <div key={fact.key}>
                <dt>{t(`document.${fact.key}`, { defaultValue: fact.key })}</dt>
                <dd>
                  <DocumentFigure value={fact.value} kind={fact.kind} />
                </dd>
              </div>
            ))}
          </dl>
          {document.tables.map((table) => (
            <DocumentTableView key={table.key} table={table} />
          ))}
          {document.tables.some((table) =>
            table.columns.some((one) => one.kind === "quantity"),
          ) && <p className="quiet small">{t("inPieces")}</p>}
          <p className="quiet small">
            <Tag variant="filled">{t("fingerprint")}</Tag>{" "}
            <span className="hash">{handover.document_hash}</span>
          </p>
        </article>
        <HandoverAnswers handover={handover} />
      </div>
    </Page>
  );
};
