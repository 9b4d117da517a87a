import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, Progress, Select, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile, useImportKinds } from "@/features/imports/api";
import { useColumnName } from "@/features/imports/use-column-name";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useDownload } from "@/components/ui/use-download";
import { useGo, useUrlValue } from "@/lib/scope";

/** What the file holds, its template, and the place to drop it. */
export const DropZone = () => {
  const download = useDownload();
  const { t } = useTranslation("imports");
  const go = useGo();
  const kinds = useImportKinds();
  const [chosen, setKind] = useUrlValue("kind");
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const known = kinds.data?.items ?? [];
  const kind =
    known.find((one) => one.kind === chosen) ??
    known.find((one) => one.kind === "sell-out") ??
    known[0];
  const start = async (file: File) => {
    if (!kind) return;
    setError(undefined);
    setShare(0);
    try {
      const made = await sendFile(kind.kind, file, setShare);
      go(`/imports/${made.id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(undefined);
    }
  };
  const nameOf = useColumnName(kind?.kind ?? "");
  const columns = kind?.columns.filter((column) => column.required) ?? [];
  const names = columns.map((column) => nameOf(column.name));
  return (
    <section className="panel">
      {(error ?? kinds.error) !== undefined && (error ?? kinds.error) !== null && (
        <ProblemNotice error={error ?? kinds.error} />
      )}
      <div className="drop-head">
        <label htmlFor="import-kind">{t("what")}</label>
        <Select
          id="import-kind"
          value={kind?.kind}
          onChange={setKind}
          loading={kinds.isLoading}
          style={{ minWidth: 180 }}
          options={known.map((one) => ({
            value: one.kind,
            label: t(`nouns:${one.kind}`, { defaultValue: one.kind }),
          }))}
        />
        {kind && (
          <Button
            icon={<DownloadOutlined />}
            onClick={() => download(`/import-templates/${kind.kind}.xlsx`)}
          >
            {t("template")}
          </Button>
        )}
      </div>
      <Upload.Dragger
        accept=".csv,.txt,.tsv,.xlsx"
        multiple={false}
        showUploadList={false}
        disabled={share !== undefined || !kind}
        beforeUpload={(file) => {
          void start(file);
          return false;
        }}
      >
        {share === undefined ? (
          <>
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p className="ant-upload-text">{t("drop")}</p>
            <p className="ant-upload-hint">{t("formats")}</p>
            {names.length > 0 && (
              <p className="ant-upload-hint">{t("needs", { columns: names.join(t("comma")) })}</p>
            )}
          </>
        ) : (
          <div style={{ padding: 24 }}>
            <p>{t("sending")}</p>
            <Progress percent={Math.round(share * 100)} status="active" aria-label={t("sending")} />
          </div>
        )}
      </Upload.Dragger>
    </section>
  );
};
