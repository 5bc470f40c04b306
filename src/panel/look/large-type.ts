import { useSyncExternalStore } from 'react'

const KEPT_AS = 'yht.large-type'
const listeners = new Set<() => void>()
let on = localStorage.getItem(KEPT_AS) === '1'
document.documentElement.classList.toggle('large-type', on)

export function setLargeType(next: boolean): void {
  on = next
  localStorage.setItem(KEPT_AS, next ? '1' : '0')
  document.documentElement.classList.toggle('large-type', next)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether everything is written larger; kept in this browser. */
export const useLargeType = (): boolean => useSyncExternalStore(subscribe, () => on)
