import { Suspense } from 'react'
import { Outlet, useLocation } from 'react-router'
import { Loading } from '../look/states.tsx'
import { SoftphoneBar } from '../phone/bar.tsx'
import { useFeed } from '../server/feed.ts'
import { useSession, useUser } from '../server/session.ts'
import { useWords } from '../words/language.ts'
import { EmergencyStrip } from './bell-door.tsx'
import { Crash } from './crash.tsx'
import { Guards } from './guards.tsx'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { NotAllowed } from './not-here.tsx'
import { isClosed } from './pages.ts'
import { DutyStrip } from './screens.ts'
import { SignedOut } from './signed-out.tsx'
import { words } from './words.ts'
import './shell.css'

/** What stays around every screen: header, navigation, the softphone bar, and what is wrong with the connection. */
export function Frame() {
  const w = useWords(words)
  const user = useUser()
  const session = useSession()
  const lost = useFeed(({ link }) => link === 'lost')
  const { pathname } = useLocation()
  return (
    <div className="frame">
      <a className="skip" href="#content">{w.toContent}</a>
      <Guards />
      <Header />
      <Navigation />
      {user.extension === null ? null : <SoftphoneBar />}
      <EmergencyStrip />
      <Suspense><DutyStrip /></Suspense>
      <div role="status">{lost && session.at === 'in' ? <p className="lost-banner">{w.links.lostLong}</p> : null}</div>
      <Crash key={pathname}>
        <Suspense fallback={<Loading />}>{isClosed(pathname, user.role) ? <NotAllowed /> : <Outlet />}</Suspense>
      </Crash>
      {session.at === 'ended' ? <SignedOut username={user.username} /> : null}
    </div>
  )
}
