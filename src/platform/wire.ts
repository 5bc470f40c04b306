/** Names of instants: Unix ms inside the server, ISO 8601 outside. Text under such a name is who did it. */
export const isInstant = (name: string): boolean => /[a-z](At|By)$|^at$|^since$/.test(name)

/**
 * A result as it leaves over HTTP: numbers under names of instants ("arrivedAt", "since") become
 * ISO 8601 with zone, everything else stays.
 */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, typeof inner === 'number' && isInstant(name) ? new Date(inner).toISOString() : toWire(inner)]),
  )
}
