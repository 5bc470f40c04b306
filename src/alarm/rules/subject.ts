/** What tells one alarm of a kind from another; the call in which it was noticed does not. */
const NAMED = ['dnis', 'dialled', 'number', 'peer', 'prompt', 'year', 'group', 'ticketNo', 'unit'] as const
const LONGEST = 80

/** What an alarm is about: "12319", "110"; "" = the whole house. Alarms of one kind and subject are one until it is seen. */
export function subjectOf(details: Readonly<Record<string, unknown>>): string {
  for (const name of NAMED) {
    const value = details[name]
    if (typeof value === 'string' || typeof value === 'number') return String(value).slice(0, LONGEST)
  }
  return ''
}
