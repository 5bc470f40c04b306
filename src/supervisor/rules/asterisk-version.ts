/** 22.10.1 resolves 20 security advisories at once and has StasisBroadcast with claims. */
export const FLOOR: readonly [number, number, number] = [22, 10, 1]

/** "Asterisk 22.10.1+dfsg…" → [22, 10, 1]; null when it is something else. */
export function parseVersion(printed: string): readonly [number, number, number] | null {
  const found = /^Asterisk (?:certified[/-])?(\d+)\.(\d+)(?:\.(\d+))?/m.exec(printed)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : null
}

export function recentEnough(version: readonly [number, number, number]): boolean {
  const differs = version.findIndex((part, index) => part !== FLOOR[index])
  return differs === -1 || (version[differs] ?? 0) > (FLOOR[differs] ?? 0)
}
