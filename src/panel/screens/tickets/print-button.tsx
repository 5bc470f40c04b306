import { Button } from 'antd'
import { useAction } from '../../look/use-action.ts'
import { download } from '../../server/download.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** The work order on paper, with what its reader may see. */
export function PrintButton({ ticketNo }: { ticketNo: string }) {
  const w = useWords(words)
  const print = useAction(async () => await download(`/tickets/${ticketNo}/print`, `${ticketNo}.pdf`))
  return <Button loading={print.busy} onClick={() => void print.run()}>{print.busy ? w.printing : w.print}</Button>
}
