import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

/** The words of the agent's page. */
export const words = { zh, en }
