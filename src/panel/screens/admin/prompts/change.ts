import { App as Antd } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '../../../look/use-action.ts'

/** Does it, says so, and shows what is there now. */
export function usePromptChange(done: string): { busy: boolean; run: (act: () => Promise<unknown>) => Promise<boolean> } {
  const queries = useQueryClient()
  const { message } = Antd.useApp()
  return useAction(async (act: () => Promise<unknown>) => {
    await act()
    await queries.invalidateQueries({ queryKey: ['prompts'] })
    void message.success(done)
  })
}
