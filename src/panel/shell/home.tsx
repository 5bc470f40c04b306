import { Navigate } from 'react-router'
import { useUser } from '../server/session.ts'
import { homeOf } from './pages.ts'

/** "/" leads to where the role starts. */
export const Home = () => <Navigate to={homeOf(useUser().role)} replace />
