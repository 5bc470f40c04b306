/** Waits between the restarts of a program that keeps dying. */
export const BACK_OFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

/** A program that lived at least this long did not die of its start: the next one is started at once. */
export const LIVED_WELL_MS = 10_000

/** How many times in a row the program died early, after a run of `livedMs`. */
export const earlyDeaths = (before: number, livedMs: number): number => (livedMs >= LIVED_WELL_MS ? 0 : before + 1)

/** How long to wait before starting it again. */
export const waitMs = (deaths: number): number => (deaths === 0 ? 0 : (BACK_OFF_MS[Math.min(deaths, BACK_OFF_MS.length) - 1] ?? 0))
