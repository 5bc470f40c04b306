import { App } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../server/api.ts'

interface Action<Args extends unknown[]> {
  busy: boolean
  /** Runs it unless it runs already; a refusal is shown in words. Resolves to whether it was done. */
  run: (...args: Args) => Promise<boolean>
}

/** Something a button does at the server: once at a time, and whoever pressed it hears when it was refused. */
export function useAction<Args extends unknown[]>(act: (...args: Args) => Promise<unknown>): Action<Args> {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  async function run(...args: Args): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    try {
      await act(...args)
      return true
    } catch (error) {
      void message.error(sentenceOf(error), 6)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, run }
}
