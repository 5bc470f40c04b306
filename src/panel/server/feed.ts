import { useRef, useSyncExternalStore } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { PanelToServer } from '../../contract/socket.ts'
import { applied, type Live, NOTHING } from './rules/live.ts'

export { lineOf, type Live } from './rules/live.ts'

/** connecting: nothing known yet. live. lost: what is shown is as of `asOf` and may have changed since. */
export type Link = 'off' | 'connecting' | 'live' | 'lost'

export interface FeedState extends Live {
  link: Link
  /** This machine's clock when the last message came; null = none yet. */
  asOf: number | null
  /** The server's clock minus this machine's, in ms. */
  aheadMs: number
}

const START: FeedState = { ...NOTHING, link: 'off', asOf: null, aheadMs: 0 }
const RESYNC_AFTER_MS = 3_000

let state = START
let socket: Socket | null = null
let resyncAskedAt = 0
const listeners = new Set<() => void>()
const others = new Map<string, Set<(message: unknown) => void>>()

const become = (next: FeedState): void => {
  state = next
  for (const listener of listeners) listener()
}

/** Opens the live feed with the session's cookie; goes on trying, with growing and random pauses, until closed. */
export function openFeed(onRefused: (code: string) => void): () => void {
  const opened: Socket = io({ path: '/socket.io', transports: ['websocket'], reconnectionDelay: 300, reconnectionDelayMax: 5_000, randomizationFactor: 0.5 })
  socket = opened
  become({ ...START, link: 'connecting' })
  opened.onAny(heard)
  opened.on('disconnect', (why) => {
    become({ ...state, seq: 0, link: 'lost' })
    // Ended by the server: the session is over, or the server stops. Only connecting again tells which.
    if (why === 'io server disconnect') setTimeout(() => void (socket === opened && opened.connect()), 500)
  })
  opened.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (state.link === 'live') become({ ...state, link: 'lost' })
    if (opened.active) return // tried again by itself
    onRefused(error.data?.code ?? 'UNAVAILABLE')
  })
  return () => {
    opened.close()
    socket = null
    become(START)
  }
}

function heard(event: string, message: unknown): void {
  const now = Date.now()
  const next = applied(state, event, message)
  if (next === 'gap') {
    if (now - resyncAskedAt < RESYNC_AFTER_MS) return
    resyncAskedAt = now
    socket?.emit('resync')
    return
  }
  if (event === 'snapshot') resyncAskedAt = 0
  const aheadMs = event === 'snapshot' ? (message as { at: number }).at - now : state.aheadMs
  become({ ...next, link: 'live', asOf: now, aheadMs })
  for (const listener of others.get(event) ?? []) listener(message)
}

/** Hears each message of one kind as it comes, such as 'alarm' or 'softphone'; returns how to stop. */
export function onFeed<Message>(event: string, listener: (message: Message) => void): () => void {
  const known = others.get(event) ?? new Set()
  others.set(event, known.add(listener as (message: unknown) => void))
  return () => void known.delete(listener as (message: unknown) => void)
}

/** Says something to the server over the feed; while there is no connection it is not said, and whoever says it says it again after the next snapshot. */
export function sayToFeed<Name extends keyof PanelToServer>(name: Name, ...said: Parameters<PanelToServer[Name]>): void {
  if (socket?.connected === true) socket.emit(name, ...said)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The feed as it is now, for what is no component. */
export const feedNow = (): FeedState => state

/** Now by the server's clock: for "waiting since" and countdowns. */
export const serverNow = (): number => Date.now() + state.aheadMs

/**
 * What `select` takes out of the feed. The component renders again only when that changes: by `equal`, else by identity,
 * so select maps, entries and numbers, or give a comparison (`sameItems`).
 */
export function useFeed<T>(select: (feed: FeedState) => T, equal: (a: T, b: T) => boolean = Object.is): T {
  const last = useRef<{ value: T } | null>(null)
  return useSyncExternalStore(subscribe, () => {
    const value = select(state)
    if (last.current && equal(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  })
}

/** Whether two lists have the same entries. */
export const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, i) => one === b[i])
