import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useFields } from "@/features/lists/api";
import { RecordDrawer } from "@/features/lists/record-drawer";
import { RecordTable } from "@/features/lists/record-table";
import { useListState } from "@/features/lists/use-list-state";
import { Page } from "@/components/ui/page";
import { useUrlValue } from "@/lib/scope";
import "@/features/lists/lists.css";

/** Any noun as a table and a form, made from its description. */
export const ListPage = () => {
  const { t } = useTranslation("lists");
  const { noun = "" } = useParams();
  const fields = useFields(noun);
  const list = useListState(fields);
  const [record, setRecord] = useUrlValue("record");
  const name = t(`nouns:${noun}`, { defaultValue: noun });
  return (
    <Page question={t(`question.${noun}`, { defaultValue: name })}>
      {fields ? (
        <>
          <RecordTable key={noun} {...{ noun, fields, list }} open={setRecord} />
          {record && (
            <RecordDrawer
              key={`${noun}${record}`}
              {...{ noun, fields }}
              id={record === "new" ? undefined : record}
              close={() => setRecord(undefined)}
            />
          )}
        </>
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  );
};
