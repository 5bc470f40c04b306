import { useEffect, useRef, useSyncExternalStore } from 'react'
import { matches, typing } from './rules/shortcut.ts'

export interface Shortcut {
  /** "Alt+A", "F2", "?": modifiers in the order Ctrl, Alt, Shift. Keys without Ctrl, Alt or F1–F12 rest while somebody types. */
  keys: string
  /** What it does, for the list. */
  label: string
  act: () => void
  /** False: shown in the list, but at rest now. */
  on?: boolean
}

let shown: readonly Shortcut[] = []
const groups = new Map<symbol, readonly Shortcut[]>()
const listeners = new Set<() => void>()

function collect(): void {
  shown = [...groups.values()].flat()
  for (const listener of listeners) listener()
}

window.addEventListener('keydown', (event) => {
  if (event.isComposing || event.repeat || event.defaultPrevented) return
  // The screen that was opened last is asked first.
  const found = shown.toReversed().find((shortcut) => shortcut.on !== false && matches(shortcut.keys, event) && !(typing(event.target) && !/^(Ctrl|Alt|F\d)/.test(shortcut.keys)))
  if (!found) return
  event.preventDefault()
  found.act()
})

/** Keys of a screen, as long as it is shown; all of them are listed under "?". */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useRef(Symbol('shortcuts'))
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const listed = shortcuts.map(({ keys, label, on }) => `${keys} ${label} ${on !== false}`).join('\n')
  useEffect(() => {
    const own = id.current
    groups.set(own, latest.current.map((one, i) => ({ ...one, act: () => latest.current[i]?.act() })))
    collect()
    return () => {
      groups.delete(own)
      collect()
    }
  }, [listed])
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Every key that does something now. */
export const useShortcutList = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => shown)
