import { z } from 'zod'

// Every id that crosses a border. Ids we choose ourselves are lower case and of fixed length per kind:
// Asterisk 22 compares channel ids case-insensitively and by prefix (reliability notes in ARCHITECTURE.md).

/** One citizen's conversation from dialling to hang-up; derived from Asterisk's own unique id, see call/rules/ids.ts. */
export const CallId = z.string().min(1).max(40).brand<'CallId'>()
export type CallId = z.infer<typeof CallId>

/** One channel in Asterisk. */
export const LegId = z.string().min(1).max(150).brand<'LegId'>()
export type LegId = z.infer<typeof LegId>

/** An agent is known by the extension of the phone: 3 to 6 digits, e.g. "1001". */
export const Extension = z.string().regex(/^\d{3,6}$/).brand<'Extension'>()
export type Extension = z.infer<typeof Extension>

/** A skill group: "general", "hr", "medical" … */
export const GroupId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/).brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

/** A merged number in its one normal form: "12345", "12319", "96119", "110". */
export const HotlineNumber = z.string().regex(/^\d{3,12}$/).brand<'HotlineNumber'>()
export type HotlineNumber = z.infer<typeof HotlineNumber>
