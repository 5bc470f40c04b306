import { App } from 'antd'
import { useCallback } from 'react'
import { sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** Not in the body: there antd stops the page from scrolling by a style of its own, which the page's policy keeps away. */
const inPage = (): HTMLElement => document.getElementById('root') ?? document.body

export interface Act {
  /** Does it; the answer of the server is what the message says. */
  run: () => Promise<unknown>
  done: string
  /** Asked first, where it hurts. */
  ask?: { title: string; text: string }
}

/** Carries out what a supervisor chose and says what came of it: done, or the refusal in words. */
export function useAct(): (act: Act) => void {
  const { message, modal } = App.useApp()
  const w = useWords(words)
  return useCallback(
    ({ run, done, ask }) => {
      const go = async (): Promise<void> => {
        try {
          await run()
          void message.success(done)
        } catch (error) {
          void message.error(sentenceOf(error), 6)
        }
      }
      if (ask) void modal.confirm({ title: ask.title, content: ask.text, okText: w.confirm, cancelText: w.cancel, okButtonProps: { danger: true }, focusable: { autoFocusButton: 'cancel' }, getContainer: inPage, onOk: go })
      else void go()
    },
    [message, modal, w],
  )
}
