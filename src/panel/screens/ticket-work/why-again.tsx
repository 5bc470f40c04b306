import { Alert } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { whyAgain } from './rules/why-again.ts'
import { stepWords } from './step-words.ts'
import { workWords } from './words.ts'

/** Why it is to be done once more: what the citizen was unhappy about, or what the reviewer asks for. */
export function AgainBecause({ ticket }: { ticket: TicketDetail }) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { instant } = useFormat()
  const why = whyAgain(ticket)
  if (why === null) return null
  const { kind, at, note, answer } = why
  const word = (list: string, code: string | null): string[] => (code === null ? [] : [steps.lists[list]?.[code] ?? code])
  const said = answer === null ? [] : [...word('solved', answer.solved), ...word('satisfied', answer.satisfied), ...word('dissatisfied', answer.reason)]
  return (
    <Alert
      type="warning" showIcon className="work-again" title={<>{w.again[kind]} <span className="quiet numbers">{instant(at)}</span></>}
      description={(
        <>
          {said.length === 0 ? null : <p>{w.citizenSaid}：<strong>{said.join(' · ')}</strong></p>}
          {answer === null || answer.note === '' ? null : <p className="draft-text">“{answer.note}”</p>}
          {note === '' ? null : <p className="draft-text">{kind === 'citizen' ? `${w.judged}：` : ''}{note}</p>}
        </>
      )}
    />
  )
}
