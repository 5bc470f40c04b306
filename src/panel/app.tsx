import { QueryClientProvider } from '@tanstack/react-query'
import { createBrowserRouter, Navigate, RouterProvider, type RouteObject } from 'react-router'
import { Look } from './look/look.tsx'
import { queries } from './server/queries.ts'
import { Frame } from './shell/frame.tsx'
import { Guarded } from './shell/guarded.tsx'
import { Home } from './shell/home.tsx'
import { Login } from './shell/login.tsx'
import { NotFound, NotYet } from './shell/not-here.tsx'
import * as screens from './shell/screens.ts'

/** For whoever is signed in; each screen is loaded when it is opened. */
const framed: RouteObject[] = [
  { path: '/', element: <Home /> },
  { path: '/agent', element: <screens.Agent /> },
  { path: '/queue', element: <screens.Queue /> },
  { path: '/callback', element: <screens.Callback /> },
  { path: '/surveys', element: <screens.Surveys /> },
  { path: '/campaigns', element: <screens.Campaigns /> },
  { path: '/campaigns/new', element: <screens.NewCampaign /> },
  { path: '/campaigns/:id', element: <screens.Campaign /> },
  { path: '/unit', element: <screens.Unit /> },
  { path: '/dispatch', element: <screens.Dispatch /> },
  { path: '/tickets', element: <screens.Tickets /> },
  { path: '/notices', element: <screens.Notices /> },
  { path: '/tickets/:ticketNo', element: <screens.Ticket /> },
  { path: '/ledger', element: <screens.Ledger /> },
  { path: '/letters/:id', element: <screens.Letter /> },
  { path: '/pool', element: <screens.Pool /> },
  { path: '/duty', element: <screens.Duty /> },
  { path: '/hotline-day', element: <screens.HotlineDays /> },
  { path: '/hotline-day/:id', element: <screens.HotlineDaySession /> },
  { path: '/social-review', element: <screens.SocialReviews /> },
  { path: '/social-review/:id', element: <screens.SocialReviewSession /> },
  { path: '/evaluation', element: <screens.Evaluation /> },
  ...Object.entries(screens.ADMIN).map(([path, Screen]) => ({ path: `/admin/${path}`, element: <Screen /> })),
  { path: '/admin', element: <Navigate to="/admin/hotlines" replace /> },
  ...['/reports', '/wall'].map((path) => ({ path, element: <NotYet /> })),
  { path: '*', element: <NotFound /> },
]

const router = createBrowserRouter([
  { path: '/login', element: <Login /> },
  { path: '/demo/phone', element: <screens.DemoPhone /> },
  { element: <Guarded />, children: [{ element: <Frame />, children: framed }] },
])

/** Every page of the panel. */
export function App() {
  return (
    <Look>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  )
}
