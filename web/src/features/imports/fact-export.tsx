import { DownloadOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form, Segmented, Select } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useDownload } from "@/components/ui/use-download";
import { useScope } from "@/lib/scope";

interface Entries {
  kind: string;
  days: [Dayjs, Dayjs] | null;
  format: "xlsx" | "csv";
}

const kinds = ["sell-out", "sell-in", "stock"];

/** Facts out again, as a file that can be imported as it is. */
export const FactExport = () => {
  const download = useDownload();
  const { t } = useTranslation("imports");
  const { month } = useScope();
  const first = dayjs(`${month}-01`);
  const save = ({ kind, days, format }: Entries) => {
    const [from, to] = (days ?? []).map((day) => day.format("YYYY-MM-DD"));
    download(`/facts/${kind}/export`, { from, to, format });
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("takeOut")}</h2>
      </div>
      <Form<Entries>
        key={month}
        layout="inline"
        className="fact-export"
        initialValues={{ kind: "sell-out", days: [first, first.endOf("month")], format: "xlsx" }}
        onFinish={save}
      >
        <Form.Item name="kind" label={t("what")}>
          <Select
            style={{ minWidth: 120 }}
            options={kinds.map((value) => ({ value, label: t(`nouns:${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("days")}>
          <DatePicker.RangePicker />
        </Form.Item>
        <Form.Item name="format">
          <Segmented
            options={[
              { value: "xlsx", label: "Excel" },
              { value: "csv", label: "CSV" },
            ]}
          />
        </Form.Item>
        <Button htmlType="submit" icon={<DownloadOutlined />}>
          {t("download")}
        </Button>
      </Form>
    </section>
  );
};
