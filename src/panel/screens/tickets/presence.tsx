import type { RoleName } from '../../../contract/user.ts'
import { words as shellWords } from '../../shell/words.ts'
import { useWords } from '../../words/language.ts'
import './tickets.css'
import { usePresence } from './use-presence.ts'
import { words } from './words.ts'

/** Says who else has the ticket open, and who is writing on it. Nothing while one is alone. */
export function Presence({ ticketNo, writing = false }: { ticketNo: string; writing?: boolean }) {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  const others = usePresence(ticketNo, writing)
  const named = (some: typeof others): string => some.map(({ name, role }) => w.roleOf(name, shell.roles[role as RoleName] ?? role)).join('、')
  const [writers, readers] = [others.filter((one) => one.writing), others.filter((one) => !one.writing)]
  return (
    <div role="status" aria-live="polite">
      {others.length === 0 ? null : (
        <div className="presence">
          {others.slice(0, 5).map(({ username, name }) => <span key={username} className="presence-face" aria-hidden="true">{Array.from(name)[0]}</span>)}
          <span>
            {writers.length === 0 ? null : <strong>{w.writing(named(writers))} </strong>}
            {readers.length === 0 ? null : w.present(named(readers))}
          </span>
          {writers.length === 0 ? null : <span className="quiet">{w.presentHint}</span>}
        </div>
      )}
    </div>
  )
}
