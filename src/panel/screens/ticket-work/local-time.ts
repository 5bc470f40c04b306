const MINUTE_MS = 60_000

/** An instant as inputs of the browser want it, where the reader is: "2026-12-01T09:30". */
export const localOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)
