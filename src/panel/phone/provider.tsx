import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useFeed } from '../server/feed.ts'
import { useSession, useUser } from '../server/session.ts'
import { createLivePhone, type LivePhone } from './live-phone.ts'
import { NO_PHONE, type Phone, PhoneContext } from './port.ts'
import { useRingingNotice } from './ringing-notice.ts'

/** Keeps the phone alive over all pages of whoever has an extension. */
export function PhoneProvider({ children }: { children: ReactNode }) {
  const { extension } = useUser()
  const phone = useLivePhone(extension)
  useRingingNotice(phone)
  return <PhoneContext value={phone}>{children}</PhoneContext>
}

function useLivePhone(extension: string | null): Phone {
  const [live, setLive] = useState<LivePhone | null>(null)
  const listeners = useRef(new Set<() => void>())
  useEffect(() => {
    if (extension === null) return undefined
    const made = createLivePhone(extension, () => {
      for (const listener of listeners.current) listener()
    })
    setLive(made)
    return () => made.stop()
  }, [extension])
  const subscribe = useMemo(() => (listener: () => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])
  const phone = useSyncExternalStore(subscribe, () => live?.get() ?? NO_PHONE)
  useWanted(live, phone, extension)
  return phone
}

/** The browser is signed on as a phone while it could take a call: a microphone may be used, and the desk phone is not chosen. */
function useWanted(live: LivePhone | null, { state: { microphone } }: Phone, extension: string | null): void {
  const signedIn = useSession().at === 'in'
  const agent = useFeed(({ agents }) => (extension === null ? undefined : agents.get(extension)))
  const wanted = signedIn && agent !== undefined && agent.chosenDevice !== 'desk' && microphone === 'granted'
  const known = useRef(false)
  if (agent) known.current = true
  useEffect(() => {
    // While the feed starts anew nothing is known; what was wanted still is.
    if (live && known.current && (agent !== undefined || !signedIn)) live.want(wanted)
  }, [live, wanted, signedIn, agent !== undefined])
  useEffect(() => live?.refresh(), [live, agent?.device])
}
