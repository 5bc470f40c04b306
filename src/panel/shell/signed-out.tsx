import { Modal } from 'antd'
import { useWords } from '../words/language.ts'
import { SignInForm } from './sign-in-form.tsx'
import { words } from './words.ts'

/** Over the page when the session has ended, so that nothing typed is lost. */
export function SignedOut({ username }: { username: string }) {
  const w = useWords(words).signIn
  return (
    <Modal open title={w.again} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={400}>
      <p className="quiet">{w.againWhy}</p>
      <SignInForm username={username} />
    </Modal>
  )
}
