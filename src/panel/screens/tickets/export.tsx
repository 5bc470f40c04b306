import { Button } from 'antd'
import type { ListFilter } from '../../../contract/ticket-list.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

export function ExportButton({ wanted: _ }: { wanted: ListFilter }) {
  const w = useWords(words)
  return <Button>{w.export}</Button>
}
