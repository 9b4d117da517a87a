import { DownloadOutlined, PlusOutlined, SettingOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Checkbox, Dropdown, Input, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { listQuery } from "@/features/lists/api";
import { tableFields } from "@/features/lists/fields";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { ListControls } from "@/features/lists/use-list-state";
import { useDownload } from "@/components/ui/use-download";
import type { FieldDescription } from "@/lib/api-types";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

interface Props {
  noun: string;
  fields: FieldDescription[];
  list: ListControls;
  columns: string[];
  choose: (columns: string[]) => void;
  create: () => void;
}

const permissions: Record<string, string> = {
  products: "products",
  brands: "products",
  "product-lines": "products",
  outlets: "outlets",
  people: "people",
  prices: "prices",
  promotions: "promotions",
  "production-sites": "production",
  "production-rules": "production",
  "production-orders": "production",
  "target-proposals": "proposals",
};

export const writePermission = (noun: string): string => `${permissions[noun] ?? "company"}.write`;

/** Search, columns, export, import, new: the same above every list. */
export const ListTools = ({ noun, fields, list, columns, choose, create }: Props) => {
  const { t } = useTranslation("lists");
  const words = useFieldWords(noun);
  const may = useMay();
  const go = useGo();
  const options = tableFields(fields).map((field) => ({
    value: field.name,
    label: words.label(field.name),
  }));
  const download = useDownload();
  const save = (format: string) =>
    download(`/${noun}/export`, { ...listQuery(list.state), format });
  return (
    <div className="list-tools">
      <Input.Search
        key={list.state.search ?? ""}
        allowClear
        defaultValue={list.state.search}
        placeholder={t("search")}
        onSearch={(search) => list.change({ search })}
      />
      <span className="grow" />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Checkbox.Group
            className="column-chooser"
            value={columns}
            options={options}
            onChange={choose}
          />
        }
      >
        <Button icon={<SettingOutlined />}>{t("columns")}</Button>
      </Popover>
      <Dropdown
        menu={{
          items: [
            { key: "xlsx", label: "Excel (.xlsx)" },
            { key: "csv", label: "CSV" },
          ],
          onClick: ({ key }) => save(key),
        }}
      >
        <Button icon={<DownloadOutlined />}>{t("export")}</Button>
      </Dropdown>
      {may("imports.write") && (
        <Button icon={<UploadOutlined />} onClick={() => go("/imports", { kind: noun })}>
          {t("import")}
        </Button>
      )}
      {may(writePermission(noun)) && (
        <Button type="primary" icon={<PlusOutlined />} onClick={create}>
          {t("create")}
        </Button>
      )}
    </div>
  );
};
