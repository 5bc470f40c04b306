/** A policy as plain sections of values; checked elsewhere. */
export type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The two names of a path such as "queue.maxWaiting". */
export const namesOf = (path: string): readonly [section: string, name: string] => {
  const at = path.indexOf('.')
  return [path.slice(0, at), path.slice(at + 1)]
}

export function valueAt(policy: Sections, path: string): unknown {
  const [section, name] = namesOf(path)
  return policy[section]?.[name]
}

/** `policy` with these values in place; nothing is changed in what was given. */
export function withValues(policy: Sections, values: Readonly<Record<string, unknown>>): Sections {
  const next: Record<string, Readonly<Record<string, unknown>>> = { ...policy }
  for (const [path, value] of Object.entries(values)) {
    const [section, name] = namesOf(path)
    next[section] = { ...next[section], [name]: value }
  }
  return next
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
