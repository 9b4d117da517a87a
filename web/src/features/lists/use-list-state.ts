import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { ListState } from "@/features/lists/api";
import type { FieldDescription } from "@/lib/api-types";
import { useNodes, type Node } from "@/lib/dimensions";
import { useScope } from "@/lib/scope";

/** A region with everything below it: lists refer to the leaves. */
const withBelow = (nodes: Node[], root: string): string[] => {
  const below = nodes.filter((node) => node.parent_id === root).map((node) => node.id);
  return [root, ...below.flatMap((id) => withBelow(nodes, id))];
};

export interface ListControls {
  state: ListState;
  /** The filters of this list alone, without the frame's region and channel. */
  own: Record<string, string[]>;
  /** Changes search, sort or one filter; paging starts again. */
  change: (next: {
    search?: string;
    sort?: string;
    filter?: [name: string, values: string[]];
  }) => void;
}

const prefix = "f.";

/** Search, sort and filters of a list live in the URL; the frame's region and channel join in. */
export const useListState = (fields: FieldDescription[] | undefined): ListControls => {
  const [parameters, setParameters] = useSearchParams();
  const { region, channel } = useScope();
  const regions = useNodes("regions").data;
  const channels = useNodes("channels").data;
  const own = useMemo(() => {
    const filters: Record<string, string[]> = {};
    for (const [key, value] of parameters)
      if (key.startsWith(prefix)) (filters[key.slice(prefix.length)] ??= []).push(value);
    return filters;
  }, [parameters]);
  const state = useMemo(() => {
    const filters: Record<string, string[]> = {};
    const has = (name: string) => fields?.some((field) => field.name === name);
    if (region && has("region_id")) filters.region_id = withBelow(regions ?? [], region);
    if (channel && has("channel_id")) filters.channel_id = withBelow(channels ?? [], channel);
    for (const [name, values] of Object.entries(own))
      filters[name] = [...(filters[name] ?? []), ...values];
    return {
      filters,
      search: parameters.get("search") ?? undefined,
      sort: parameters.get("sort") ?? undefined,
    };
  }, [parameters, own, fields, region, channel, regions, channels]);
  const change: ListControls["change"] = (next) =>
    setParameters(
      (old) => {
        const now = new URLSearchParams(old);
        for (const name of ["search", "sort"] as const) {
          if (!(name in next)) continue;
          now.delete(name);
          if (next[name]) now.set(name, next[name]);
        }
        if (next.filter) {
          const [name, values] = next.filter;
          now.delete(prefix + name);
          for (const value of values) now.append(prefix + name, value);
        }
        return now;
      },
      { replace: true },
    );
  return { state, own, change };
};
