import { App } from 'antd'
import { useCallback } from 'react'
import { sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

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
      if (ask) void modal.confirm({ title: ask.title, content: ask.text, okText: w.confirm, cancelText: w.cancel, okButtonProps: { danger: true }, autoFocusButton: 'cancel', onOk: go })
      else void go()
    },
    [message, modal, w],
  )
}
