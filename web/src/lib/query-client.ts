import { QueryClient } from "@tanstack/react-query";
import { Problem } from "@/lib/problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => !(error instanceof Problem && error.status >= 400) && count < 2,
    },
    mutations: { retry: false },
  },
});
