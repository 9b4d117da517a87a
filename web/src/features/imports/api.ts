import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send, upload } from "@/lib/api";
import type { JobReference, Page } from "@/lib/api-types";
import type { Import, ImportKind } from "@/lib/import-types";

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

export const useChangeImport = (id: string) => {
  const then = useThen(id);
  return useMutation({
    mutationFn: (change: ImportChange) => send("PATCH", `/imports/${id}`, change),
    onSuccess: then,
  });
};

export const useAcceptImport = (id: string) => {
  const then = useThen(id);
  return useMutation({
    mutationFn: () => send<JobReference>("POST", `/imports/${id}/acceptance`, {}),
    onSuccess: then,
  });
};

export const useDropImport = (id: string) => {
  const then = useThen(id);
  return useMutation({ mutationFn: () => send("DELETE", `/imports/${id}`), onSuccess: then });
};
