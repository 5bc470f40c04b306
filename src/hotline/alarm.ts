import type { Fields } from '../platform/log.ts'

/** Something a supervisor should see. `kind` is stable; no personal data in `details`. */
export interface Alarm {
  kind: string
  at: number
  details: Fields
}
