import { useQuery } from "@tanstack/react-query";
import { get } from "@/lib/api";
import type { ProductionDetail, ProductionPlan } from "@/lib/plan-types";

export const useProduction = (month: string) =>
  useQuery({
    queryKey: ["production", month],
    queryFn: ({ signal }) => get<ProductionPlan>("/production", { month }, signal),
  });

export const useProductionDetail = (month: string, product: string) =>
  useQuery({
    queryKey: ["production", month, product],
    queryFn: ({ signal }) => get<ProductionDetail>(`/production/${product}`, { month }, signal),
  });

export interface BucketKey {
  product: string;
  name: string;
  bucket: "week" | "month";
  first_day: string;
}
