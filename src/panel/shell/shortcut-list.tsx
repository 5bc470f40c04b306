import { Modal } from 'antd'
import { useShortcutList } from '../look/shortcuts.ts'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'

/** The keys that do something on this page. */
export function ShortcutList({ close }: { close: () => void }) {
  const w = useWords(words)
  const shortcuts = useShortcutList()
  return (
    <Modal open title={w.shortcuts} footer={null} onCancel={close} width={480}>
      <dl className="shortcut-list">
        {shortcuts.map(({ keys, label, on }) => (
          <div key={keys + label} className={on === false ? 'quiet' : ''}>
            <dt>{keys.split('+').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
