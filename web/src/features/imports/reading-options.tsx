import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Import, ImportOptions, UnitLevel } from "@/lib/import-types";

const encodings = [
  "UTF-8",
  "GB18030",
  "Big5",
  "Shift_JIS",
  "EUC-KR",
  "UTF-16LE",
  "UTF-16BE",
  "windows-1252",
];
const dayOrders = ["mdy", "dmy", "ymd"] as const;
const unitLevels = ["base", "box", "pallet"] as const;
const facts = ["sell-out", "sell-in", "stock"];
const allSheets = "*";
/** More than these are found by typing. */
const fewSheets = 12;

/** Words for units that the file leaves open, and those that were chosen for. */
const unitWords = (made: Import, options: ImportOptions): string[] => [
  ...new Set([...(made.units_in_doubt ?? []), ...Object.keys(options.units ?? {})]),
];

const withUnit = (options: ImportOptions, word: string, level?: UnitLevel) => {
  const others = Object.entries(options.units ?? {}).filter(([known]) => known !== word);
  return Object.fromEntries(level ? [...others, [word, level]] : others);
};

interface Props {
  made: Import;
  options: ImportOptions;
  setOptions: (next: ImportOptions) => void;
}

/** How the file is read; each choice shows where it can matter. */
export const ReadingOptions = ({ made, options, setOptions }: Props) => {
  const { t } = useTranslation("imports");
  const sheets = made.sheets ?? [];
  const has = (code: string) => made.issues.some((issue) => issue.code === code);
  const set = (change: Partial<ImportOptions>) => setOptions({ ...options, ...change });
  return (
    <>
      {sheets.length > 1 && (
        <Select
          showSearch={sheets.length > fewSheets && { optionFilterProp: "label" }}
          value={options.sheet || sheets[0]}
          onChange={(sheet) => set({ sheet })}
          aria-label={t("sheet")}
          popupMatchSelectWidth={false}
          options={[
            ...sheets.map((value) => ({ value, label: value })),
            { value: allSheets, label: t("allSheets") },
          ]}
        />
      )}
      {sheets.length === 0 && (
        <Select
          value={options.encoding || made.encoding || encodings[0]}
          onChange={(encoding) => set({ encoding })}
          aria-label={t("encoding")}
          popupMatchSelectWidth={false}
          options={encodings.map((value) => ({ value, label: value }))}
        />
      )}
      {(has("ambiguous_day") || options.day_order) && (
        <Select
          value={options.day_order || undefined}
          placeholder={t("dayOrder")}
          onChange={(day_order) => set({ day_order })}
          aria-label={t("dayOrder")}
          popupMatchSelectWidth={false}
          options={dayOrders.map((value) => ({ value, label: t(`dayOrders.${value}`) }))}
        />
      )}
      {unitWords(made, options).map((word) => (
        <Select
          key={word}
          allowClear
          value={options.units?.[word]}
          placeholder={t("unitMeans", { word })}
          onChange={(level?: UnitLevel) => set({ units: withUnit(options, word, level) })}
          aria-label={t("unitMeans", { word })}
          popupMatchSelectWidth={false}
          options={unitLevels.map((value) => ({
            value,
            label: t("unitIs", { word, what: t(`unitLevels.${value}`) }),
          }))}
        />
      ))}
      {facts.includes(made.kind) && (has("duplicate_fact") || options.add_up) && (
        <Checkbox
          checked={options.add_up}
          onChange={(event) => set({ add_up: event.target.checked })}
        >
          {t("addUp")}
        </Checkbox>
      )}
      <Checkbox
        checked={options.create_missing}
        onChange={(event) => set({ create_missing: event.target.checked })}
      >
        {t("createMissing")}
      </Checkbox>
    </>
  );
};
