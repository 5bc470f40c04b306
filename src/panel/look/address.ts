import { useSearchParams } from 'react-router'
import { type AddressChanges, withParams } from './rules/address.ts'

/** What of a page stands in its address, and a way to change it; the browser's way back leads to the page before. */
export function useAddress(): [URLSearchParams, (changes: AddressChanges) => void] {
  const [params, setParams] = useSearchParams()
  return [params, (changes) => setParams((before) => withParams(before, changes), { replace: true })]
}
