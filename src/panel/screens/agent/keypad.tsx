import { Button } from 'antd'
import { usePhone } from '../../phone/port.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** Tones for the far end; also by typing while it has the focus. */
export function Keypad({ onClose }: { onClose: () => void }) {
  const w = useWords(words).keypad
  const { keypad } = usePhone()
  const typed = (key: string): void => {
    if (key === 'Escape') onClose()
    else if (KEYS.includes(key)) keypad(key)
  }
  return (
    <section className="keypad paper" aria-label={w.title} onKeyDown={({ key }) => typed(key)}>
      {KEYS.map((key) => <Button key={key} autoFocus={key === '1'} onClick={() => keypad(key)}>{key}</Button>)}
      <Button className="keypad-close" type="text" onClick={onClose}>{w.close}</Button>
    </section>
  )
}
