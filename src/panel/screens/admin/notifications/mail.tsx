import { Alert, Button, Descriptions, Form, Input } from 'antd'
import { useState } from 'react'
import type { TestMailResult } from '../../../../contract/notify.ts'
import { useFormat } from '../../../look/format.ts'
import { Failed, Loading } from '../../../look/states.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { useMail } from './data.ts'
import { words } from './words.ts'

/** The mail server, how mails stand, and a mail to try it. */
export function Mail() {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, refetch } = useMail()
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.server === null) return <Alert type="info" showIcon title={w.mailNone} description={w.mailHow} />
  return (
    <>
      <Descriptions
        size="small" column={{ xs: 1, md: 2, lg: 3 }}
        items={[
          { key: 'server', label: w.server, children: <span className="numbers">{data.server}（{data.encrypted ? w.encrypted : w.plain}）</span> },
          { key: 'from', label: w.from, children: data.from },
          { key: 'last', label: w.lastSent, children: data.lastSentAt === null ? w.never : <span className="numbers">{instant(data.lastSentAt)}</span> },
          { key: 'waiting', label: w.waiting, children: <span className="numbers">{data.waiting}</span> },
          { key: 'dead', label: w.dead, children: <span className="numbers">{data.dead}</span> },
        ]}
      />
      {data.lastError === null ? null : <Alert type="warning" showIcon title={w.lastError} description={data.lastError} />}
      <TestMail />
    </>
  )
}

function TestMail() {
  const w = useWords(words)
  const [result, setResult] = useState<TestMailResult | null>(null)
  const send = useAction(async (to: string) => setResult(await api.send<TestMailResult>('POST', '/mail/test', { to })))
  return (
    <>
      <Form<{ to: string }> layout="inline" className="mail-test" aria-label={w.test} onFinish={({ to }) => { setResult(null); void send.run(to.trim()) }}>
        <Form.Item name="to" label={w.testTo} rules={[{ required: true, message: '' }]}><Input type="email" maxLength={200} required /></Form.Item>
        <Button htmlType="submit" loading={send.busy}>{w.test}</Button>
      </Form>
      <div role="status">{result === null ? null : <Alert type={result.ok ? 'success' : 'error'} showIcon title={result.ok ? w.testSent : w.testFailed} description={result.ok ? undefined : result.said} />}</div>
    </>
  )
}
