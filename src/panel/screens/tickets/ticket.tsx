import { useParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { Empty } from '../../look/states.tsx'
import { words } from '../../shell/words.ts'
import { useWords } from '../../words/language.ts'

export function TicketPage() {
  const w = useWords(words)
  const { ticketNo = '' } = useParams()
  return (
    <Page title={ticketNo}>
      <Empty title={w.notYet} />
    </Page>
  )
}
