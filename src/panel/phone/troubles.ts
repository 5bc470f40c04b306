export type TroubleWith = 'microphone' | 'speaker' | 'ringer' | 'devices' | 'statistics' | 'server'

/** Something of the phone that did not work and that the agent can do without; whoever is asked for help reads it in the settings. */
export interface Trouble {
  at: number
  with: TroubleWith
  /** The browser's own words. */
  detail: string
}

const KEPT = 5
let troubles: readonly Trouble[] = []

/** For `catch`: keeps what went wrong. */
export const noted = (what: TroubleWith) => (error: unknown): void => {
  troubles = [{ at: Date.now(), with: what, detail: String(error) }, ...troubles].slice(0, KEPT)
}

/** The newest first. */
export const troublesNow = (): readonly Trouble[] => troubles
