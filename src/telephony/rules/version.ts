/** Security fixes of 22.10.1, and StasisBroadcast with claims (22.10), are both needed. */
const FLOOR = [22, 10, 1] as const

/** Null when this Asterisk will do, else a sentence for the operator. `version` as /asterisk/info or `asterisk -V` says it. */
export function checkVersion(version: string): string | null {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)
  const needed = FLOOR.join('.')
  if (!found) return `Asterisk ${needed} or later is needed, but the version of this one cannot be read ("${version}").`
  const parts = [found[1], found[2], found[3] ?? '0'].map(Number)
  for (const [i, least] of FLOOR.entries()) {
    const part = parts[i] ?? 0
    if (part > least) return null
    if (part < least) return `Asterisk ${needed} or later is needed, but this is ${found[0]}.`
  }
  return null
}
