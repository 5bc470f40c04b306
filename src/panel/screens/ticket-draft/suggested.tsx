import { useShortcuts } from '../../look/shortcuts.ts'

export interface Suggestion {
  value: string
  label: string
  /** Why: the words found, the list. */
  why: string
}

interface SuggestedProps {
  label: string
  items: readonly Suggestion[]
  chosen: string | null
  /** Digit of the first with Alt: 1 or 4. */
  from: number
  onChoose: (value: string) => void
}

const MOST = 3

/** At most three suggestions, each one key away. */
export function Suggested({ label, items, chosen, from, onChoose }: SuggestedProps) {
  const shown = items.slice(0, MOST)
  useShortcuts(shown.map(({ value, label: name }, i) => ({ keys: `Alt+${from + i}`, label: `${label}: ${name}`, act: () => onChoose(value) })))
  if (shown.every(({ value }) => value === chosen)) return null
  return (
    <div className="draft-suggested" role="group" aria-label={label}>
      {shown.map(({ value, label: name, why }, i) => (
        <button type="button" key={value} className="draft-chip" aria-pressed={value === chosen} onClick={() => onChoose(value)} title={why}>
          {name} <kbd>Alt+{from + i}</kbd>
        </button>
      ))}
    </div>
  )
}
