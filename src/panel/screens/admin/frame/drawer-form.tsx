import { Alert, App, Button, Drawer, Form, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { useUnsaved } from '../../../look/unsaved.ts'
import { Problem, sentenceOf } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { words } from './words.ts'
import './frame.css'

interface DrawerFormProps<Values extends object> {
  title: string
  initial: Values
  /** Throws Problem: its fields are shown at the form's fields of the same name. */
  submit: (values: Values) => Promise<unknown>
  onClose: () => void
  /** Beside the buttons: what else can be done with the thing. */
  extra?: ReactNode
  submitLabel?: string
  children: ReactNode
}

/** A form in a drawer, shown while it is mounted. Says what the server refuses where it belongs, and asks before changes are lost. */
export function DrawerForm<Values extends object>({ title, initial, submit, onClose, extra, submitLabel, children }: DrawerFormProps<Values>) {
  const w = useWords(words)
  const { message, modal } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  useUnsaved(dirty)

  function close(): void {
    if (!dirty) return onClose()
    modal.confirm({ title: w.unsaved, content: w.unsavedWhy, okText: w.discard, cancelText: w.keepEditing, okButtonProps: { danger: true }, onOk: onClose })
  }
  async function save(): Promise<void> {
    if (busy) return
    setBusy(true)
    setRefusal('')
    try {
      await submit({ ...initial, ...form.getFieldsValue(true) } as Values)
      void message.success(w.saved)
      onClose()
    } catch (error) {
      setRefusal(shown(form, error, w.wrongForm))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Drawer
      open title={title} size={560} onClose={close} className="admin-drawer" closable={{ 'aria-label': w.close }}
      footer={
        <div className="admin-drawer-foot">
          {extra}
          <Button onClick={close}>{w.cancel}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>{submitLabel ?? w.save}</Button>
        </div>
      }
    >
      {refusal === '' ? null : <Alert type="error" showIcon title={w.notSaved} description={refusal} className="admin-refusal" role="alert" />}
      <Form<Values>
        form={form} layout="vertical" initialValues={initial as never} scrollToFirstError requiredMark={(label, { required }) => <>{label}{required ? <span className="admin-required"> {w.required}</span> : null}</>}
        onValuesChange={() => setDirty(true)} onFinish={() => void save()} validateMessages={{ required: w.required }}
      >
        {children}
        {/* Return sends the form from any field. */}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )
}

/** Puts what the server says at its fields; returns what has no field. */
function shown<Values extends object>(form: FormInstance<Values>, error: unknown, wrongForm: string): string {
  if (!(error instanceof Problem)) return sentenceOf(error)
  const names = new Set(Object.keys(form.getFieldsValue()))
  const rest: string[] = []
  for (const [path, said] of Object.entries(error.fields)) {
    const [name = ''] = path.split('.')
    // A pattern says nothing to whoever fills in a form.
    const text = /\/\^.*\$\//.test(said) ? wrongForm : said
    if (names.has(name)) form.setFields([{ name: name as never, errors: [text] }])
    else rest.push(`${path}: ${text}`)
  }
  return [sentenceOf(error), ...rest].join(' ')
}
