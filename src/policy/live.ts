import type { Policy } from '../contract/policy.ts'

/** The policy as it is now: whoever holds it, or a section of it, reads the value of the moment. */
export interface LivePolicy {
  policy: Policy
  take: (next: Policy) => void
}

/**
 * Sections and values are getters, so that nothing has to be handed around again when a value changes. A part that must
 * decide by one set of rules for a while copies what it needs ({ ...policy.rating }), as call/terms.ts does.
 */
export function livePolicy(first: Policy): LivePolicy {
  let now = first
  const section = <Name extends keyof Policy>(name: Name): Policy[Name] => readingThrough(Object.keys(first[name]) as (keyof Policy[Name])[], (key) => now[name][key])
  const sections = Object.fromEntries((Object.keys(first) as (keyof Policy)[]).map((name) => [name, section(name)]))
  return { policy: Object.freeze(sections) as Policy, take: (next) => void (now = next) }
}

function readingThrough<Of extends object>(keys: readonly (keyof Of)[], read: (key: keyof Of) => unknown): Of {
  const view = {}
  for (const key of keys) Object.defineProperty(view, key, { enumerable: true, get: () => read(key) })
  return Object.freeze(view) as Of
}
