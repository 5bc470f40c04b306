/** past = the deadline has gone by; near = its yellow card has come (A-J27); today = on this day. */
export type When = 'past' | 'near' | 'today'

/** What lists need to know of the present. `near`: what is due until then has its yellow card by now. */
export interface Present {
  now: number
  near: number
  today: number
}

/** When it is due, both ends included: nothing is past and near at once. */
export const dueWhen = (when: When, at: Present): { from?: number; to: number } => (when === 'past' ? { to: at.now - 1 } : { from: at.now, to: at[when] })
