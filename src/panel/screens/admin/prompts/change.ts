import { App as Antd } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../../../server/api.ts'

/** Does it, says so, and shows what is there now. */
export function usePromptChange(done: string): { busy: boolean; run: (act: () => Promise<unknown>) => Promise<boolean> } {
  const queries = useQueryClient()
  const { message } = Antd.useApp()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    async run(act) {
      setBusy(true)
      try {
        await act()
        await queries.invalidateQueries({ queryKey: ['prompts'] })
        void message.success(done)
        return true
      } catch (error) {
        void message.error(sentenceOf(error), 6)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
