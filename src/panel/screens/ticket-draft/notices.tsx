import { Alert, Button } from 'antd'
import type { TicketField } from '../../../contract/ticket.ts'
import { useWords } from '../../words/language.ts'
import { useWriting } from './use-draft.ts'
import { words } from './words.ts'

/** What happened to the text besides typing: it came back, or somebody else wrote in the same field. */
export function Notices() {
  const w = useWords(words)
  const { state: { restored, theirs, save }, set } = useWriting()
  const names: Partial<Record<TicketField, string>> = { title: w.title, content: w.content, type: w.type, categoryCode: w.category, areaCode: w.area, address: w.address, respondent: w.respondent, urgency: w.urgency, callerName: w.name, contactPhone: w.phone, reply: w.reply, suggestedUnit: w.unit }
  return (
    <>
      {restored && save !== 'away' ? <Alert type="info" showIcon closable title={w.restored} /> : null}
      {(Object.keys(theirs) as TicketField[]).map((field) => (
        <Alert key={field} type="warning" showIcon title={w.both(names[field] ?? field)} action={<Button size="small" onClick={() => set({ [field]: theirs[field] })}>{w.takeTheirs}</Button>} />
      ))}
    </>
  )
}
