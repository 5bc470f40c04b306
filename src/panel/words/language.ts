import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

const KEPT_AS = 'yht.language'
const listeners = new Set<() => void>()
let current: Language = localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh'

const tellReaders = (): void => void (document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en')
tellReaders()

/** The language of the page and of the server's answers; kept in this browser. Chinese unless chosen otherwise. */
export const language = (): Language => current

export function setLanguage(next: Language): void {
  current = next
  localStorage.setItem(KEPT_AS, next)
  tellReaders()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)

/** A screen's words: the same keys in both languages. */
export interface Words<T> {
  zh: T
  en: T
}

/** `const w = useWords(words)`, where words.ts says `{ zh: {…}, en: {…} }` of one type. */
export const useWords = <T>(words: Words<T>): T => words[useLanguage()]
