/** The last looks at a muted microphone, newest last: loud or not. */
export type Looks = readonly boolean[]

/** Speech with its pauses between syllables and words lies above this, a quiet room and a click below or alone. */
const SPEECH = 0.4
const LOOKS = 10
const LOUD = 4

export const lookAgain = (looks: Looks, level: number): Looks => [...looks, level > SPEECH].slice(-LOOKS)

/** Somebody speaks: loud often enough lately, not necessarily without a pause. */
export const speaks = (looks: Looks): boolean => looks.filter(Boolean).length >= LOUD
