import { useQuery } from "@tanstack/react-query";
import { get } from "@/lib/api";
import type { Page } from "@/lib/api-types";

/** A node of the region or channel tree as pickers need it. */
export interface Node {
  id: string;
  code: string;
  name: string;
  parent_id?: string | null;
  pinyin?: string;
}

export interface TreeOption {
  value: string;
  title: string;
  search: string;
  children: TreeOption[];
}

/** Nested options from nodes with parents; a node whose parent is unseen is a root. */
export const treeOf = (nodes: Node[]): TreeOption[] => {
  const options = new Map<string, TreeOption>();
  for (const node of nodes) {
    const search = `${node.name} ${node.code} ${node.pinyin ?? ""}`.toLowerCase();
    options.set(node.id, { value: node.id, title: node.name, search, children: [] });
  }
  const roots: TreeOption[] = [];
  for (const node of nodes) {
    const option = options.get(node.id);
    const parent = node.parent_id ? options.get(node.parent_id) : undefined;
    if (option) (parent?.children ?? roots).push(option);
  }
  return roots;
};

const everything = async (noun: string, signal: AbortSignal): Promise<Node[]> => {
  const items: Node[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Node> = await get(`/${noun}`, { limit: 1000, after: cursor }, signal);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return items;
};

/** All regions or channels the viewer may see; small lists, kept for the visit. */
export const useNodes = (noun: "regions" | "channels" | "brands" | "product-lines") =>
  useQuery({
    queryKey: ["nodes", noun],
    staleTime: 300_000,
    queryFn: ({ signal }) => everything(noun, signal),
  });
