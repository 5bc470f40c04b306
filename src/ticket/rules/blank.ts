import type { TicketFields } from '../../contract/ticket.ts'

/** A ticket nobody has written on. */
export const BLANK: TicketFields = {
  title: '', content: '', type: null, categoryCode: null, areaCode: null, address: '', respondent: '', urgency: 'normal',
  callerName: '', callerSex: null, callerAge: null, subjectType: 'person', callerLabels: [], contactPhone: '',
  anonymous: false, confidential: false, wantsReply: true, reply: '', suggestedUnit: null, extra: {},
}

/** Nothing was said. */
export const isEmpty = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
