import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send, upload } from "@/lib/api";
import type { JobReference, Page } from "@/lib/api-types";
import type { Import, ImportKind } from "@/lib/import-types";
import { Problem } from "@/lib/problem";

export const useImportKinds = () =>
  useQuery({
    queryKey: ["import-kinds"],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<Page<ImportKind>>("/import-kinds", {}, signal),
  });

export const useImports = () =>
  useQuery({
    queryKey: ["imports"],
    queryFn: ({ signal }) => get<Page<Import>>("/imports", { limit: 50 }, signal),
  });

const busy = (made: Import | undefined): boolean =>
  made?.status === "checking" || made?.status === "accepting";

export const useImport = (id: string) =>
  useQuery({
    queryKey: ["import", id],
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (busy(state.data) ? 1_500 : false),
  });

export const sendFile = (kind: string, file: File, onShare: (share: number) => void) =>
  upload<{ id: string } & JobReference>("/imports", { kind, name: file.name }, file, onShare);

export interface ImportChange {
  mapping?: Import["mapping"];
  options?: Import["options"];
}

const useThen = (id: string) => {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ["import", id] });
    void client.invalidateQueries({ queryKey: ["imports"] });
    void client.invalidateQueries({ queryKey: ["jobs"] });
  };
};

const asSeen = ({ version }: Import) => ({ etag: `"${version}"` });

/** Another person, or a check that ended meanwhile, was faster. */
const wasOvertaken = (error: unknown): boolean => error instanceof Problem && error.status === 412;

/** Told the import as it was shown when the act was sent. */
type OnOvertaken = (shown: Import) => void;

/** An act on the import as it is shown; `onOvertaken` when it is another by now. */
const useAct = <Change, Answer>(
  made: Import,
  onOvertaken: OnOvertaken,
  act: (change: Change) => Promise<Answer>,
) => {
  const then = useThen(made.id);
  const mutation = useMutation({
    mutationFn: act,
    onMutate: () => made,
    onSuccess: then,
    onError: (error, _, shown) => {
      if (!wasOvertaken(error) || !shown) return;
      onOvertaken(shown);
      then();
    },
  });
  return { ...mutation, error: wasOvertaken(mutation.error) ? null : mutation.error };
};

export const useChangeImport = (made: Import, onOvertaken: OnOvertaken) =>
  useAct(made, onOvertaken, (change: ImportChange) =>
    send("PATCH", `/imports/${made.id}`, change, asSeen(made)),
  );

export const useAcceptImport = (made: Import, onOvertaken: OnOvertaken) =>
  useAct(made, onOvertaken, () =>
    send<JobReference>("POST", `/imports/${made.id}/acceptance`, {}, asSeen(made)),
  );

export const useDropImport = (made: Import, onOvertaken: OnOvertaken) =>
  useAct(made, onOvertaken, () => send("DELETE", `/imports/${made.id}`, undefined, asSeen(made)));
