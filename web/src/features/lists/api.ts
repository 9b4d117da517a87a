import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, getTagged, send, type Query } from "@/lib/api";
import type { Descriptions, NounDescription, NounRecord, Page } from "@/lib/api-types";

/** Tables are named with underscores, addresses with hyphens. */
export const nounOf = (table: string): string => table.replaceAll("_", "-");

export const useDescriptions = () =>
  useQuery({
    queryKey: ["descriptions"],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<Descriptions>("/descriptions", {}, signal),
  });

export const descriptionOf = (
  descriptions: Descriptions | undefined,
  noun: string,
): NounDescription | undefined => descriptions?.[noun] ?? descriptions?.[noun.replaceAll("-", "_")];

export interface ListState {
  search?: string;
  sort?: string;
  after?: string;
  filters: Record<string, string[]>;
}

/** Whether a list shows fewer rows than there are; sorting hides none. */
export const isNarrowed = ({ search, filters }: ListState): boolean =>
  Boolean(search) || Object.values(filters).some((values) => values.length > 0);

export const listQuery = ({ search, sort, after, filters }: ListState): Query => ({
  search,
  sort,
  after,
  ...Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [`filter[${name}]`, values]),
  ),
});

export const useRecords = (noun: string, state: ListState, limit: number) =>
  useQuery({
    queryKey: ["records", noun, state, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<Page<NounRecord>>(`/${noun}`, { ...listQuery(state), limit }, signal),
  });

/** The records behind the ids that a page refers to. */
export const useReferred = (noun: string, ids: string[]) =>
  useQuery({
    queryKey: ["referred", noun, [...ids].sort()],
    enabled: ids.length > 0,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const query = { "filter[id]": ids, limit: Math.min(1000, ids.length) };
      const page = await get<Page<NounRecord>>(`/${noun}`, query, signal);
      return new Map(page.items.map((record) => [record.id, record]));
    },
  });

export const useFound = (noun: string, search: string) =>
  useQuery({
    queryKey: ["found", noun, search],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ({ signal }) => get<Page<NounRecord>>(`/${noun}`, { search, limit: 50 }, signal),
  });

export const useRecord = (noun: string, id: string | undefined) =>
  useQuery({
    queryKey: ["record", noun, id],
    enabled: id !== undefined,
    gcTime: 0,
    staleTime: 0,
    queryFn: () => getTagged<NounRecord>(`/${noun}/${id}`),
  });

const useRefresh = (noun: string) => {
  const client = useQueryClient();
  return () => {
    for (const key of ["records", "referred", "found", "nodes"])
      void client.invalidateQueries({ queryKey: [key, noun] });
  };
};

interface Saving {
  id?: string;
  etag?: string;
  values: Record<string, unknown>;
}

export const useSaveRecord = (noun: string) => {
  const refresh = useRefresh(noun);
  return useMutation({
    mutationFn: ({ id, etag, values }: Saving) =>
      id
        ? send<NounRecord>("PATCH", `/${noun}/${id}`, values, { etag })
        : send<NounRecord>("POST", `/${noun}`, values),
    onSuccess: refresh,
  });
};

export const useDeleteRecord = (noun: string) => {
  const refresh = useRefresh(noun);
  return useMutation({
    mutationFn: ({ id, etag }: { id: string; etag: string }) =>
      send("DELETE", `/${noun}/${id}`, undefined, { etag }),
    onSuccess: refresh,
  });
};
