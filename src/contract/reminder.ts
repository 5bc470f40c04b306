import { z } from 'zod'

/** Why a department is called: a yellow card, not signed for in time, an emergency (domain.md §5.13). */
export const PhoneReminderCause = z.enum(['yellow', 'respond', 'emergency'])
export type PhoneReminderCause = z.infer<typeof PhoneReminderCause>

/** Which of its telephones: on duty, the deputy's, the head's. */
export const PhoneReminderWhom = z.enum(['duty', 'deputy', 'head'])
export type PhoneReminderWhom = z.infer<typeof PhoneReminderWhom>

/** no_phone: none is registered there. dropped: the ticket went on before. */
export const PhoneReminderState = z.enum(['waiting', 'confirmed', 'unanswered', 'no_phone', 'dropped'])
export type PhoneReminderState = z.infer<typeof PhoneReminderState>
