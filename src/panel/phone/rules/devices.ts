export interface SoundDevice {
  id: string
  name: string
}

/** Which device to use: the chosen one while it is plugged in, else the system's own ('default' or the first). Null = there is none. */
export function deviceToUse(chosen: string | null, present: readonly SoundDevice[]): string | null {
  if (chosen !== null && present.some(({ id }) => id === chosen)) return chosen
  return (present.find(({ id }) => id === 'default') ?? present[0])?.id ?? null
}
