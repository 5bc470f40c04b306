/** Parameters of the address by name; null, undefined or empty takes one away. */
export type AddressChanges = Readonly<Record<string, string | null | undefined>>

/** The address with this instead; what else stands in it stays. */
export function withParams(before: URLSearchParams, changes: AddressChanges): URLSearchParams {
  const after = new URLSearchParams(before)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') after.delete(name)
    else after.set(name, value)
  }
  return after
}
