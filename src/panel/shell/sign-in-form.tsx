import { Alert, Button, Form, Input } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Problem, sentenceOf } from '../server/api.ts'
import { signIn } from '../server/session.ts'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'

interface Filled {
  username: string
  password: string
}

/** User name and password; tells what is wrong, and for how long one must wait. */
export function SignInForm({ username }: { username?: string }) {
  const w = useWords(words).signIn
  const [capsLock, setCapsLock] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const waitS = useWait(problem)
  const watchCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'))

  async function submit({ username: name, password }: Filled): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await signIn(name.trim(), password)
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }

  return (
    <Form<Filled> layout="vertical" requiredMark={false} initialValues={{ username }} onFinish={(filled) => void submit(filled)}>
      <Form.Item name="username" label={w.username} rules={[{ required: true, message: w.usernameMissing }]}>
        <Input autoComplete="username" autoFocus={username === undefined} maxLength={64} readOnly={username !== undefined} spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={w.password} rules={[{ required: true, message: w.passwordMissing }]} {...(capsLock ? { extra: w.capsLock } : {})}>
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} maxLength={128} onKeyUp={watchCapsLock} onKeyDown={watchCapsLock} />
      </Form.Item>
      <div role="alert">{problem === null ? null : <Alert className="login-problem" type="error" showIcon title={waitS > 0 ? w.wait(waitS) : sentenceOf(problem)} />}</div>
      <Button type="primary" htmlType="submit" block loading={busy} disabled={waitS > 0}>{w.submit}</Button>
    </Form>
  )
}

/** Seconds until the server takes another try. */
function useWait(problem: unknown): number {
  const [waitS, setWaitS] = useState(0)
  useEffect(() => {
    const until = problem instanceof Problem && problem.retryAfterMs !== null ? Date.now() + problem.retryAfterMs : 0
    const show = (): void => setWaitS(Math.max(0, Math.ceil((until - Date.now()) / 1_000)))
    show()
    if (until === 0) return undefined
    const timer = setInterval(show, 500)
    return () => clearInterval(timer)
  }, [problem])
  return waitS
}
