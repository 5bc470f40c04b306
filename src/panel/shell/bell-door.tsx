import { lazy, Suspense } from 'react'
import type { RoleName } from '../../contract/user.ts'
import { useUser } from '../server/session.ts'

/** Who is told of tickets; the server decides of which. */
const TOLD: readonly RoleName[] = ['dispatcher', 'supervisor', 'leader', 'callback', 'unit', 'unit_head']

export const useIsTold = (): boolean => TOLD.includes(useUser().role)

// Loaded only for those who are told of something.
const TheBell = lazy(async () => ({ default: (await import('./bell.tsx')).Bell }))
const TheStrip = lazy(async () => ({ default: (await import('./bell.tsx')).EmergencyStrip }))

/** The bell of the header. */
export const Bell = () => (useIsTold() ? <Suspense><TheBell /></Suspense> : null)

/** Below the header, as long as an emergency waits for somebody at this desk. */
export const EmergencyStrip = () => (useIsTold() ? <Suspense><TheStrip /></Suspense> : null)
