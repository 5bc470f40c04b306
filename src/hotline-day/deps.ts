import type { SessionDeps } from '../ticket/port.ts'
import type { HotlineDayStore } from './store.ts'

/** What the sessions are made of. */
export type HotlineDayDeps = SessionDeps<HotlineDayStore>
