import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onFeed } from './feed.ts'

/** At most so often, however much happens. */
const AGAIN_MS = 1_000

/** Asks for these lists again when a ticket has changed, somebody at this desk was told of one, or the connection was lost meanwhile. */
export function useListsLive(...keys: readonly string[]): void {
  const client = useQueryClient()
  const all = keys.join()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = null
        for (const key of all.split(',')) void client.invalidateQueries({ queryKey: [key] })
      }, AGAIN_MS)
    }
    const stops = [onFeed('tickets', soon), onFeed('ticketNotice', soon), onFeed('snapshot', soon)]
    return () => {
      for (const stop of stops) stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [client, all])
}
