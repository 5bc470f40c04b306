import { useDepartments } from '../frame/data.ts'

/** Names of departments by code. */
export function useNames(): ReadonlyMap<string, string> {
  return new Map((useDepartments().data ?? []).map(({ code, nameZh }) => [code, nameZh]))
}
