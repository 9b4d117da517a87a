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

/** No record has it. */
const nobody = "0";

/** Of what a list is narrowed to, what the frame shows; all of the frame where it is not. */
export const within = (own: string[] | undefined, frame: string[]): string[] => {
  if (!own) return frame;
  const both = own.filter((id) => frame.includes(id));
  return both.length > 0 ? both : [nobody];
};

export interface ListControls {
  /** `own` are the filters of this list alone, without the frame's region and channel. */
  state: ListState & { own: Record<string, string[]> };
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
  const state = useMemo(() => {
    const own: Record<string, string[]> = {};
    for (const { name } of fields ?? []) {
      const values = parameters.getAll(prefix + name).filter(Boolean);
      if (values.length > 0) own[name] = values;
    }
    const filters = { ...own };
    const frame = (name: string, nodes: Node[] | undefined, root: string | undefined) => {
      if (!root || !fields?.some((field) => field.name === name)) return;
      filters[name] = within(own[name], withBelow(nodes ?? [], root));
    };
    frame("region_id", regions, region);
    frame("channel_id", channels, channel);
    return {
      own,
      filters,
      search: parameters.get("search") ?? undefined,
      sort: parameters.get("sort") ?? undefined,
    };
  }, [parameters, fields, region, channel, regions, channels]);
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
  return { state, change };
};
