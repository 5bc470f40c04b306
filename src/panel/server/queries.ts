import { QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'

/** Answers of GET requests, kept for the screens. A refusal is final; only what did not arrive is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, refetchOnWindowFocus: true, retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500), networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
