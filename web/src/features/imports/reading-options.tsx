import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { settlingOf, type Choice } from "@/features/imports/settling";
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
/** Of a row that is shown as a choice. */
const fewCells = 6;

/** Words for units that the file leaves open, and those that were chosen for. */
const unitWords = (made: Import, options: ImportOptions): string[] => [
  ...new Set([...(made.units_in_doubt ?? []), ...Object.keys(options.units ?? {})]),
];

const withUnit = (options: ImportOptions, word: string, level?: UnitLevel) => {
  const others = Object.entries(options.units ?? {}).filter(([known]) => known !== word);
  return Object.fromEntries(level ? [...others, [word, level]] : others);
};

interface OptionProps {
  made: Import;
  options: ImportOptions;
  set: (change: Partial<ImportOptions>) => void;
}

const SheetChoice = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  const sheets = made.sheets ?? [];
  if (sheets.length < 2) return null;
  return (
    <Select
      showSearch={sheets.length > fewSheets && { optionFilterProp: "label" }}
      value={options.sheet || made.sheet || sheets[0]}
      onChange={(sheet) => set({ sheet })}
      aria-label={t("sheet")}
      popupMatchSelectWidth={false}
      options={[
        ...sheets.map((value) => ({ value, label: value })),
        { value: allSheets, label: t("allSheets") },
      ]}
    />
  );
};

const HeaderRowChoice = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  const rows = made.top_rows ?? [];
  if (rows.length === 0 && !options.header_row) return null;
  return (
    <Select
      allowClear
      value={options.header_row || undefined}
      placeholder={t("headerRow")}
      onChange={(row?: number) => set({ header_row: row ?? 0 })}
      aria-label={t("headerRow")}
      popupMatchSelectWidth={false}
      className="header-row"
      options={
        rows.length > 0
          ? rows.map(({ row, cells }) => ({
              value: row,
              label: t("headerIs", { row, cells: cells.slice(0, fewCells).join(" · ") }),
            }))
          : [{ value: options.header_row, label: t("place.row", { row: options.header_row }) }]
      }
    />
  );
};

const EncodingChoice = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  if ((made.sheets ?? []).length > 0) return null;
  return (
    <Select
      value={options.encoding || made.encoding || encodings[0]}
      onChange={(encoding) => set({ encoding })}
      aria-label={t("encoding")}
      popupMatchSelectWidth={false}
      options={encodings.map((value) => ({ value, label: value }))}
    />
  );
};

const DayOrderChoice = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  const taken = (made.remarks ?? []).some(({ code }) => code === "day_order_taken");
  if (!options.day_order && !taken && !settlingOf(made).has("day_order")) return null;
  return (
    <Select
      value={options.day_order || undefined}
      placeholder={t("dayOrder")}
      onChange={(day_order) => set({ day_order })}
      aria-label={t("dayOrder")}
      popupMatchSelectWidth={false}
      options={dayOrders.map((value) => ({ value, label: t(`dayOrders.${value}`) }))}
    />
  );
};

const UnitChoices = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  return unitWords(made, options).map((word) => (
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
  ));
};

const AddUpChoice = ({ made, options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  const offered = options.add_up || settlingOf(made).has("add_up");
  if (!facts.includes(made.kind) || !offered) return null;
  return (
    <Checkbox checked={options.add_up} onChange={(event) => set({ add_up: event.target.checked })}>
      {t("addUp")}
    </Checkbox>
  );
};

const CreateMissingChoice = ({ options, set }: OptionProps) => {
  const { t } = useTranslation("imports");
  return (
    <Checkbox
      checked={options.create_missing}
      onChange={(event) => set({ create_missing: event.target.checked })}
    >
      {t("createMissing")}
    </Checkbox>
  );
};

const parts = {
  sheet: SheetChoice,
  header_row: HeaderRowChoice,
  encoding: EncodingChoice,
  day_order: DayOrderChoice,
  units: UnitChoices,
  add_up: AddUpChoice,
  create_missing: CreateMissingChoice,
};

export const allChoices = Object.keys(parts) as Choice[];

interface Props {
  made: Import;
  /** Which of them are shown here, where they can matter. */
  choices: Choice[];
  options: ImportOptions;
  setOptions: (next: ImportOptions) => void;
}

/** How the file is read. */
export const ReadingOptions = ({ made, choices, options, setOptions }: Props) =>
  choices.map((choice) => {
    const Part = parts[choice];
    return (
      <Part
        key={choice}
        {...{ made, options }}
        set={(change) => setOptions({ ...options, ...change })}
      />
    );
  });
