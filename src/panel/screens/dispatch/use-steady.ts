import { useState } from 'react'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { serverNow } from '../../server/feed.ts'
import { keyOf } from '../unit/data.ts'
import { steady, type SteadyState } from './rules/steady.ts'

const NONE: SteadyState<WorklistEntry> = { shown: [], done: new Set() }
const atOnce = ({ ticket }: WorklistEntry): boolean => ticket.urgency === 'emergency'

/** The list as its reader sees it: it does not move while they look, and says what came. Anew when another list is opened. */
export function useSteady(list: string, fresh: readonly WorklistEntry[] | undefined) {
  const [state, setState] = useState<{ list: string; openedAt: number } & SteadyState<WorklistEntry>>(() => ({ list, openedAt: serverNow(), ...NONE }))
  const kept = state.list === list ? state : { list, openedAt: serverNow(), ...NONE }
  const now = steady(kept, fresh ?? [], { keyOf, atOnce, isNew: ({ since }) => since > kept.openedAt })
  const shown = now.rows.map(({ key, entry }) => ({ key, entry }))
  // What was seen once stays: a change while rendering, as React has it for state that follows its input.
  if (fresh !== undefined && (state.list !== list || shown.some(({ key }, at) => key !== state.shown[at]?.key) || shown.length !== state.shown.length)) setState({ ...kept, shown })
  return {
    ...now,
    /** Shows what came, and no more what is gone. */
    showNews: (): void => setState({ list, openedAt: serverNow(), ...NONE, done: kept.done }),
    /** It was dealt with here. */
    done: (key: string): void => setState((before) => ({ ...before, shown: before.shown.filter((one) => one.key !== key), done: new Set([...before.done, key]) })),
  }
}
