import { App, Button, Form, Select, Switch } from 'antd'
import type { NewWebhook, Webhook, WebhookEvent, WebhookWithSecret } from '../../../../contract/notify.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { changed } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { TextField } from '../frame/fields.tsx'
import { ShownOnce } from '../frame/once.tsx'
import { words } from './words.ts'

interface WebhookFormProps {
  /** null adds one. */
  webhook: Webhook | null
  onClose: () => void
}

const USUAL: WebhookEvent[] = ['accepted', 'emergency', 'dispatched', 'replied', 'overdue', 'closed']

export function WebhookForm({ webhook, onClose }: WebhookFormProps) {
  const w = useWords(words)
  const show = useSecret()
  const { modal } = App.useApp()
  const renew = useAction(async (id: string) => show(await api.send<WebhookWithSecret>('POST', `/webhooks/${id}/secret`)))
  const remove = useAction(async (id: string) => {
    await api.send('DELETE', `/webhooks/${id}`)
    await changed()
    onClose()
  })
  async function submit({ name, url, events, active }: NewWebhook): Promise<void> {
    const body = { name, url: url.trim(), events, active }
    if (webhook) await api.send('PUT', `/webhooks/${webhook.id}`, body)
    else show(await api.send<WebhookWithSecret>('POST', '/webhooks', body))
    await changed()
  }
  const { id } = webhook ?? {}
  const events = (Object.keys(w.events) as (WebhookEvent | 'test')[]).filter((event) => event !== 'test').map((value) => ({ value, label: w.events[value] }))
  return (
    <DrawerForm<NewWebhook>
      title={webhook ? w.edit : w.add} initial={webhook ?? { name: '', url: '', events: USUAL, active: true }} submit={submit} onClose={onClose}
      {...(id === undefined ? {} : { extra: (
        <>
          <Button onClick={() => void modal.confirm({ title: w.newSecret, content: w.newSecretWhy, okText: w.newSecret, onOk: async () => void (await renew.run(id)) })}>{w.newSecret}</Button>
          <Button danger onClick={() => void modal.confirm({ title: w.remove, content: w.removeWhy, okText: w.remove, okButtonProps: { danger: true }, onOk: async () => void (await remove.run(id)) })}>{w.remove}</Button>
        </>
      ) })}
    >
      <TextField name="name" label={w.name} required />
      <TextField name="url" label={w.url} help={w.urlHelp} required max={500} />
      <Form.Item name="events" label={w.eventsLabel}><Select mode="multiple" options={events} /></Form.Item>
      <Form.Item name="active" label={w.active} valuePropName="checked"><Switch /></Form.Item>
    </DrawerForm>
  )
}

/** Shows a secret that nobody will see again. */
function useSecret(): (webhook: WebhookWithSecret) => void {
  const w = useWords(words)
  const { modal } = App.useApp()
  return ({ name, secret }) => void modal.info({ title: `${w.secret}：${name}`, width: 560, content: <><ShownOnce label={w.secret} secret={secret} /><p className="admin-note">{w.secretHelp}</p></> })
}
