import { useEffect } from 'react'

const reasons = new Set<symbol>()

/** Whether leaving the page would lose something. */
export const anythingUnsaved = (): boolean => reasons.size > 0

/** While `when`, leaving the screen or closing the tab asks first. */
export function useUnsaved(when: boolean): void {
  useEffect(() => {
    if (!when) return undefined
    const reason = Symbol('unsaved')
    reasons.add(reason)
    return () => void reasons.delete(reason)
  }, [when])
}
