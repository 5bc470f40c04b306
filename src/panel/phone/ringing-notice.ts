import { useEffect } from 'react'
import { useWords } from '../words/language.ts'
import type { Phone } from './port.ts'
import { words } from './words.ts'

const BLINK_MS = 1_000

/** While a call rings: the title of the tab blinks, and a page in the background tells the person by a notification. */
export function useRingingNotice({ state: { ringing } }: Phone): void {
  const w = useWords(words)
  useEffect(() => {
    if (!ringing) return undefined
    const stop = [blinking(w.notice.title), notified(w.notice)]
    return () => {
      for (const each of stop) each()
    }
  }, [ringing, w])
}

function blinking(text: string): () => void {
  let own = document.title
  const swap = (): void => {
    if (document.title === text) document.title = own
    else {
      own = document.title // a page that was opened meanwhile has another
      document.title = text
    }
  }
  swap()
  const timer = setInterval(swap, BLINK_MS)
  return () => {
    clearInterval(timer)
    if (document.title === text) document.title = own
  }
}

function notified({ title, body }: { title: string; body: string }): () => void {
  if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return () => {}
  const notice = new Notification(title, { body, tag: 'yht.ringing', requireInteraction: true })
  notice.addEventListener('click', () => {
    window.focus()
    notice.close()
  })
  return () => notice.close()
}
