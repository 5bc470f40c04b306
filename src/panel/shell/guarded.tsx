import { useEffect } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { Loading } from '../look/states.tsx'
import { PhoneProvider } from '../phone/provider.tsx'
import { openFeed } from '../server/feed.ts'
import { resume, sessionEnded, useSession } from '../server/session.ts'

/** For whoever is signed in; others are asked to, and come back to where they were going. */
export function Guarded() {
  const session = useSession()
  const { pathname, search } = useLocation()
  const signedIn = session.at === 'in' || session.at === 'ended'
  useEffect(() => {
    if (session.at === 'asking') void resume()
  }, [session.at])
  useEffect(() => (session.at === 'in' ? openFeed((code) => code === 'NOT_SIGNED_IN' && sessionEnded()) : undefined), [session.at])
  if (session.at === 'asking') return <Loading />
  if (!signedIn) return <Navigate to={pathname === '/' ? '/login' : `/login?to=${encodeURIComponent(pathname + search)}`} replace />
  return (
    <PhoneProvider>
      <Outlet />
    </PhoneProvider>
  )
}
