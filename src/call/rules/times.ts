/** No prompt of ours is longer; guards against an end that is never told. */
export const PROMPT_MAX_MS = 60_000
/** Who hangs up while something is said is known to be gone this much later at the most. */
export const GONE_MS = 1_000
/** Who hangs up ends the sound first, by a moment: no message is begun for somebody who is leaving. */
export const BREATH_MS = 300
/** A hand on the keypad is one wrong answer, not twenty (reliability notes C10). */
export const DEAF_MS = 500
/** Asterisk ends the ringing by itself this much later than we do: for the case that we are gone. */
export const RING_GRACE_MS = 3_000
