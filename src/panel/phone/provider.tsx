import type { ReactNode } from 'react'
import { NO_PHONE, PhoneContext } from './port.ts'

/** Keeps the phone alive over all pages of whoever has an extension. */
export function PhoneProvider({ children }: { children: ReactNode }) {
  return <PhoneContext value={NO_PHONE}>{children}</PhoneContext>
}
