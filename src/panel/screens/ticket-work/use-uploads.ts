import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { newKey, sentenceOf } from '../../server/api.ts'
import { upload } from '../../server/upload.ts'
import { ticketKey } from '../../server/ticket.ts'
import { useUnsaved } from '../../look/unsaved.ts'

export interface Upload {
  id: string
  name: string
  /** 0 to 1. */
  share: number
  /** Why it was not taken; null = it is on its way. */
  failed: string | null
}

/** Files on their way to a ticket, one after the other: a line of the countryside carries one at a time best. */
export function useUploads(ticketNo: string): { uploads: readonly Upload[]; add: (files: readonly File[]) => void; dismiss: (id: string) => void } {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const queue = useRef(Promise.resolve())
  const stops = useRef(new Map<string, AbortController>())
  useUnsaved(uploads.some(({ failed }) => failed === null))
  useEffect(() => {
    const open = stops.current
    return () => {
      for (const stop of open.values()) stop.abort()
    }
  }, [])

  const change = (id: string, what: Partial<Upload>): void => setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...what } : one)))
  const drop = (id: string): void => {
    stops.current.delete(id)
    setUploads((before) => before.filter((one) => one.id !== id))
  }

  async function send(id: string, file: File, { signal }: AbortController): Promise<void> {
    if (signal.aborted) return
    try {
      await upload(`/tickets/${ticketNo}/attachments?name=${encodeURIComponent(file.name)}`, file, { signal, onShare: (share) => change(id, { share }) })
      await client.invalidateQueries({ queryKey: ticketKey(ticketNo) })
      drop(id)
    } catch (error) {
      if (!signal.aborted) change(id, { failed: sentenceOf(error) })
    }
  }

  return {
    uploads,
    add(files) {
      for (const file of files) {
        const [id, stop] = [newKey(), new AbortController()]
        stops.current.set(id, stop)
        setUploads((before) => [...before, { id, name: file.name, share: 0, failed: null }])
        queue.current = queue.current.then(() => send(id, file, stop))
      }
    },
    /** Calls it off, or takes the message away. */
    dismiss(id) {
      stops.current.get(id)?.abort()
      drop(id)
    },
  }
}
