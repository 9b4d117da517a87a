import { useMemo } from "react";

type Values = Record<string, unknown>;

/** What was typed and not yet saved, kept for this visit. */
export const useDraft = (name: string) =>
  useMemo(() => {
    const key = `bihuan.draft.${name}`;
    return {
      kept: (): Values => JSON.parse(sessionStorage.getItem(key) ?? "{}") as Values,
      keep: (values: Values) => sessionStorage.setItem(key, JSON.stringify(values)),
      forget: () => sessionStorage.removeItem(key),
    };
  }, [name]);
