import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { Look } from './look/look.tsx'
import { queries } from './server/queries.ts'
import { Frame } from './shell/frame.tsx'
import { Guarded } from './shell/guarded.tsx'
import { Home } from './shell/home.tsx'
import { Login } from './shell/login.tsx'
import { NotFound, NotYet } from './shell/not-here.tsx'
import * as screens from './shell/screens.ts'

/** Every page of the panel; each screen but the shell is loaded when it is opened. */
export function App() {
  return (
    <Look>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Routes>
            <Route path="/login" element={<Login />} />
            <Route path="/demo/phone" element={<screens.DemoPhone />} />
            <Route element={<Guarded />}>
              <Route element={<Frame />}>
                <Route path="/" element={<Home />} />
                <Route path="/agent" element={<screens.Agent />} />
                <Route path="/queue" element={<screens.Queue />} />
                <Route path="/callback" element={<screens.Callback />} />
                <Route path="/tickets" element={<screens.Tickets />} />
                <Route path="/tickets/:ticketNo" element={<screens.Ticket />} />
                {Object.entries(screens.ADMIN).map(([path, Screen]) => (
                  <Route key={path} path={`/admin/${path}`} element={<Screen />} />
                ))}
                <Route path="/admin" element={<Navigate to="/admin/hotlines" replace />} />
                {['/dispatch', '/unit', '/reports', '/wall'].map((path) => (
                  <Route key={path} path={path} element={<NotYet />} />
                ))}
                <Route path="*" element={<NotFound />} />
              </Route>
            </Route>
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </Look>
  )
}
