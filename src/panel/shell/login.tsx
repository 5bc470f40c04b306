import { useEffect } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { site } from '../look/site.ts'
import { resume, useSession } from '../server/session.ts'
import { setLanguage, useLanguage, useWords } from '../words/language.ts'
import { SignInForm } from './sign-in-form.tsx'
import { words } from './words.ts'
import './shell.css'

/** /login; afterwards to where the reader was going, else to the role's start. */
export function Login() {
  const w = useWords(words)
  const language = useLanguage()
  const session = useSession()
  const [query] = useSearchParams()
  useEffect(() => {
    document.title = `${w.signIn.title} · ${w.product}`
  }, [w])
  useEffect(() => {
    if (session.at === 'asking') void resume()
  }, [session.at])
  if (session.at === 'in') return <Navigate to={ownPath(query.get('to'))} replace />
  return (
    <main className="login">
      <div className="paper login-card">
        <h1>{w.product}</h1>
        <p className="quiet"><span lang="zh-CN">{site}</span>{site === '' ? '' : ' · '}{w.what}</p>
        <SignInForm />
        <div className="login-foot">
          <span className="quiet">{w.signIn.help}</span>
          <button type="button" className="as-link" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{w.otherLanguage}</button>
        </div>
      </div>
    </main>
  )
}

/** Only a path of our own: "//elsewhere" would lead to another site. */
const ownPath = (to: string | null): string => (to !== null && /^\/(?![/\\])/.test(to) ? to : '/')
