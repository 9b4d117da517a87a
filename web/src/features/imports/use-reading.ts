import { useState } from "react";
import { useChangeImport, useImportKinds } from "@/features/imports/api";
import { stateOf } from "@/features/imports/state-of";
import type { Import, ImportOptions } from "@/lib/import-types";

/** How a file is to be read, as it is being chosen. */
export const useReading = (made: Import, onOvertaken: (shown: Import) => void) => {
  const kinds = useImportKinds();
  const change = useChangeImport(made, onOvertaken);
  const [mapping, setMapping] = useState(made.mapping);
  const [options, setOptions] = useState(made.options);
  const columns = kinds.data?.items.find((one) => one.kind === made.kind)?.columns ?? [];
  const lacking = columns.filter((column) => column.required && !mapping[column.name]);
  const other = (name: keyof ImportOptions) => (options[name] || "") !== (made.options[name] || "");
  // Elsewhere in the file, or in other letters, there may be other headers: found anew.
  const otherHeaders = other("sheet") || other("encoding") || other("header_row");
  const touched =
    JSON.stringify([mapping, options]) !== JSON.stringify([made.mapping, made.options]);
  return {
    open: made.status === "checked" || made.status === "failed",
    mapping,
    setMapping,
    options,
    /** Another sheet has its header elsewhere. */
    setOptions: (next: ImportOptions) =>
      setOptions(next.sheet === options.sheet ? next : { ...next, header_row: 0 }),
    lacking,
    touched,
    // What was stopped can be begun again as it is.
    ready: stateOf(made) === "unfinished" || (touched && (lacking.length === 0 || otherHeaders)),
    pending: change.isPending,
    error: change.error,
    // Where nothing was found yet, as of a check that was stopped, nothing is chosen either.
    checkAgain: () =>
      change.mutate({
        mapping: otherHeaders || !Object.values(mapping).some(Boolean) ? {} : mapping,
        options,
      }),
  };
};

export type ReadingDraft = ReturnType<typeof useReading>;
