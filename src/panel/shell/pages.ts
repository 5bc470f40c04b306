import type { RoleName } from '../../contract/user.ts'
import type { PageName } from './words.ts'

interface PanelPage {
  name: PageName
  path: string
  roles: readonly RoleName[]
  admin?: true
}

const SEATS: readonly RoleName[] = ['agent', 'specialist']

/** The pages of the navigation and who has them; the server decides about what is on them. */
export const PAGES: readonly PanelPage[] = [
  { name: 'agent', path: '/agent', roles: [...SEATS, 'supervisor', 'callback'] },
  { name: 'queue', path: '/queue', roles: ['supervisor', 'admin'] },
  { name: 'dispatch', path: '/dispatch', roles: ['dispatcher', 'supervisor'] },
  { name: 'callback', path: '/callback', roles: ['callback', 'supervisor', ...SEATS, 'admin'] },
  { name: 'surveys', path: '/surveys', roles: ['callback', 'supervisor'] },
  { name: 'campaigns', path: '/campaigns', roles: ['supervisor', 'leader'] },
  { name: 'unit', path: '/unit', roles: ['unit', 'unit_head'] },
  { name: 'tickets', path: '/tickets', roles: [...SEATS, 'supervisor', 'dispatcher', 'callback', 'unit', 'unit_head', 'leader'] },
  { name: 'ledger', path: '/ledger', roles: ['supervisor', 'leader', 'dispatcher', 'unit', 'unit_head'] },
  { name: 'pool', path: '/pool', roles: ['supervisor', 'leader', 'unit', 'unit_head'] },
  { name: 'evaluation', path: '/evaluation', roles: ['supervisor', 'leader', 'dispatcher', 'callback', 'unit', 'unit_head'] },
  { name: 'notices', path: '/notices', roles: ['supervisor', 'dispatcher', 'callback', 'unit', 'unit_head', 'leader'] },
  { name: 'hotlineDay', path: '/hotline-day', roles: ['supervisor', 'leader', 'dispatcher'] },
  { name: 'socialReview', path: '/social-review', roles: ['supervisor', 'leader', 'reviewer'] },
  { name: 'duty', path: '/duty', roles: ['supervisor', 'dispatcher', 'callback', 'leader', 'unit', 'unit_head', 'admin'] },
  { name: 'hotlines', path: '/admin/hotlines', roles: ['admin', 'supervisor'], admin: true },
  { name: 'prompts', path: '/admin/prompts', roles: ['admin', 'supervisor'], admin: true },
  { name: 'agents', path: '/admin/agents', roles: ['admin'], admin: true },
  { name: 'groups', path: '/admin/groups', roles: ['admin'], admin: true },
  { name: 'calendar', path: '/admin/calendar', roles: ['admin'], admin: true },
  { name: 'departments', path: '/admin/departments', roles: ['admin'], admin: true },
  { name: 'users', path: '/admin/users', roles: ['admin'], admin: true },
  { name: 'policy', path: '/admin/policy', roles: ['admin'], admin: true },
  { name: 'notifications', path: '/admin/notifications', roles: ['admin', 'supervisor'], admin: true },
  { name: 'audit', path: '/admin/audit', roles: ['admin', 'auditor'], admin: true },
]

const HOMES: Readonly<Record<RoleName, string>> = {
  agent: '/agent', specialist: '/agent', supervisor: '/queue', admin: '/admin/hotlines', dispatcher: '/dispatch', unit: '/unit', unit_head: '/unit', callback: '/callback', auditor: '/admin/audit', leader: '/ledger', reviewer: '/social-review',
}

/** Where a role starts. */
export const homeOf = (role: RoleName): string => HOMES[role]

export const pagesOf = (role: RoleName): readonly PanelPage[] => PAGES.filter(({ roles }) => roles.includes(role))

/** Whether a page of the navigation is not the role's; other paths answer for themselves. */
export const isClosed = (path: string, role: RoleName): boolean => PAGES.some((page) => page.path === path && !page.roles.includes(role))
