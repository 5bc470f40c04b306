import { Empty } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** The draft that the call opened. */
export function Draft({ call, ticketNo }: { call: string | null; ticketNo: string | null }) {
  const w = useWords(words).draft
  if (call === null) return <Empty title={w.none} />
  if (ticketNo === null) return <p className="hint" role="status">{w.opening}</p>
  return <h2>{w.number} <span className="numbers">{ticketNo}</span></h2>
}
