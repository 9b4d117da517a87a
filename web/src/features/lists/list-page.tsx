import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { descriptionOf, useDescriptions } from "@/features/lists/api";
import { RecordDrawer } from "@/features/lists/record-drawer";
import { RecordTable } from "@/features/lists/record-table";
import { useListState } from "@/features/lists/use-list-state";
import { ErrorPage } from "@/components/ui/error-page";
import { Page } from "@/components/ui/page";
import { ProblemPage, RefusedPage } from "@/components/ui/problem-notice";
import type { NounDescription } from "@/lib/api-types";
import { useUrlValue } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/lists/lists.css";

/** Any noun as a table and a form, made from its description; none of it to whom it is closed. */
export const ListPage = () => {
  const { noun = "" } = useParams();
  const may = useMay();
  const { data, error, refetch } = useDescriptions();
  const described = descriptionOf(data, noun);
  if (described?.permission && !may(`${described.permission}.read`)) return <RefusedPage />;
  if (described) return <NounPage key={noun} {...{ noun, described }} />;
  if (data) return <ErrorPage missing />;
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />;
  return (
    <div className="page">
      <Skeleton active title={{ width: 260 }} paragraph={{ rows: 10 }} />
    </div>
  );
};

const NounPage = ({ noun, described }: { noun: string; described: NounDescription }) => {
  const { t } = useTranslation("lists");
  const { fields } = described;
  const list = useListState(fields);
  const [record, setRecord] = useUrlValue("record");
  const name = t(`nouns:${noun}`, { defaultValue: noun });
  return (
    <Page question={t(`question.${noun}`, { defaultValue: name })}>
      <RecordTable {...{ noun, fields, list }} open={setRecord} />
      {record && (
        <RecordDrawer
          key={record}
          {...{ noun, fields }}
          id={record === "new" ? undefined : record}
          close={() => setRecord(undefined)}
        />
      )}
    </Page>
  );
};
