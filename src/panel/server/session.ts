import { useSyncExternalStore } from 'react'
import type { UserView } from '../../contract/user.ts'
import { api, Problem, whenSignedOut } from './api.ts'

/** asking: not known yet. ended: was signed in, and the server says no longer; what is on the page stays. */
export type SessionState = { at: 'asking' } | { at: 'out'; offline: boolean } | { at: 'in'; user: UserView } | { at: 'ended'; user: UserView }

let state: SessionState = { at: 'asking' }
const listeners = new Set<() => void>()

const become = (next: SessionState): void => {
  state = next
  for (const listener of listeners) listener()
}

whenSignedOut(() => {
  if (state.at === 'in') become({ at: 'ended', user: state.user })
})

/** Asks the server who is signed in. */
export async function resume(): Promise<void> {
  try {
    become({ at: 'in', user: (await api.get<{ user: UserView }>('/session')).user })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    become({ at: 'out', offline: error.status === 0 || error.status >= 500 })
  }
}

/** Throws Problem: WRONG_CREDENTIALS, TOO_MANY_REQUESTS, ACCOUNT_NOT_VALID, OFFLINE. */
export async function signIn(username: string, password: string): Promise<void> {
  const { user } = await api.send<{ user: UserView }>('POST', '/session', { username, password })
  // Another person at the same desk starts with an empty page.
  if (state.at === 'ended' && state.user.id !== user.id) location.assign('/')
  become({ at: 'in', user })
}

export async function signOut(): Promise<void> {
  await api.send('DELETE', '/session', {}).catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 401)) throw error
  })
  become({ at: 'out', offline: false })
}

/** For the feed and the phone: their refusal says the same as a 401. */
export const sessionEnded = (): void => {
  if (state.at === 'in') become({ at: 'ended', user: state.user })
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, () => state)

/** Who is signed in; for screens, which are only shown to somebody. */
export function useUser(): UserView {
  const now = useSession()
  if (now.at !== 'in' && now.at !== 'ended') throw new Error('a screen is shown though nobody is signed in')
  return now.user
}
