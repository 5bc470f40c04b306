import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Space } from 'antd'
import type { Callback } from '../../../contract/callback.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

const RESULTS = ['reached', 'unreachable', 'not_needed'] as const

/** Where the number is kept for whoever has claimed it, until they sign out; the list has it masked. */
export const numberKey = (id: string): readonly string[] => ['callback-number', id]

/** What the reader may do about a call-back now; the server has the last word. */
export function CallbackActions({ one: { id, state, claimedBy, callable } }: { one: Callback }) {
  const w = useWords(words)
  const { username, role, extension } = useUser()
  const { modal, message } = App.useApp()
  const known = useQueryClient()
  const refresh = async (): Promise<void> => await known.invalidateQueries({ queryKey: ['callbacks'] })
  const claim = useAction(async (takeOver: boolean) => {
    const { ani } = await api.send<Callback>('POST', `/callbacks/${id}/claim`, { takeOver })
    known.setQueryData(numberKey(id), ani)
    await refresh()
  })
  const dial = useAction(async () => {
    await api.send('POST', `/callbacks/${id}/dial`)
    void message.info(w.dialling, 5)
    await refresh()
  })
  const close = useAction(async (result: string) => {
    await api.send('POST', `/callbacks/${id}/close`, { result })
    await refresh()
  })

  if (state === 'closed' || state === 'dialing' || role === 'admin') return null
  if (state === 'open') return <Button type="primary" size="small" loading={claim.busy} onClick={() => void claim.run(false)}>{w.claim}</Button>
  if (claimedBy !== username) {
    const ask = (): void => void modal.confirm({ title: w.takeOverAsk(claimedBy ?? ''), okText: w.takeOver, cancelText: w.cancel, onOk: () => claim.run(true) })
    return role === 'supervisor' ? <Button size="small" loading={claim.busy} onClick={ask}>{w.takeOver}</Button> : null
  }
  const results = RESULTS.map((key) => ({ key, label: w.ends[key] }))
  return (
    <Space>
      {extension !== null && callable ? <Button type="primary" size="small" loading={dial.busy} onClick={() => void dial.run()}>{w.dial}</Button> : null}
      <Dropdown trigger={['click']} menu={{ items: results, onClick: ({ key }) => void close.run(key) }}>
        <Button size="small" loading={close.busy} aria-haspopup="menu">{w.close}</Button>
      </Dropdown>
    </Space>
  )
}
