/** No prompt of ours is longer; guards against an end that is never told. */
export const PROMPT_MAX_MS = 60_000
/** Asterisk ends the ringing by itself this much later than we do: for the case that we are gone. */
export const RING_GRACE_MS = 3_000
