import { createContext, useContext, useRef, useState } from 'react'
import { api } from '../../server/api.ts'

export interface Acts {
  /** What is under way; meanwhile nothing else is begun, so that a double click does it once. */
  busy: string | null
  /** Why the last one was refused; null = it was not. */
  refused: unknown
  forget: () => void
  /** Resolves to whether it was done. */
  act: (name: string, work: () => Promise<unknown>) => Promise<boolean>
  /** POST /calls/{id}/{path}. */
  command: (call: string, path: string, body?: unknown) => Promise<boolean>
}

export function useNewActs(): Acts {
  const [busy, setBusy] = useState<string | null>(null)
  const [refused, setRefused] = useState<unknown>(null)
  const running = useRef(false)

  async function act(name: string, work: () => Promise<unknown>): Promise<boolean> {
    if (running.current) return false
    running.current = true
    setBusy(name)
    setRefused(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefused(error)
      return false
    } finally {
      running.current = false
      setBusy(null)
    }
  }

  const command = (call: string, path: string, body?: unknown): Promise<boolean> =>
    act(path, async () => await api.send('POST', `/calls/${call}/${path}`, body))
  return { busy, refused, forget: () => setRefused(null), act, command }
}

export const ActsContext = createContext<Acts | null>(null)

export function useActs(): Acts {
  const acts = useContext(ActsContext)
  if (!acts) throw new Error('no acts around this part of the page')
  return acts
}
