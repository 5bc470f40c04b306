import { type ComponentType, lazy } from 'react'

/** A screen in a file of its own, loaded when it is opened: `screen(() => import('…'), 'AgentPage')`. */
const screen = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) => lazy(async () => ({ default: (await load())[name] }))

export const Agent = screen(() => import('../screens/agent/page.tsx'), 'AgentPage')
export const Queue = screen(() => import('../screens/queue/page.tsx'), 'QueuePage')
export const Callback = screen(() => import('../screens/callback-desk/page.tsx'), 'CallbackDeskPage')
export const Unit = screen(() => import('../screens/unit/page.tsx'), 'UnitPage')
export const Dispatch = screen(() => import('../screens/dispatch/page.tsx'), 'DispatchPage')
export const Tickets = screen(() => import('../screens/tickets/page.tsx'), 'TicketsPage')
export const Ticket = screen(() => import('../screens/tickets/ticket.tsx'), 'TicketPage')
export const Ledger = screen(() => import('../screens/ledger/page.tsx'), 'LedgerPage')
export const Letter = screen(() => import('../screens/ledger/letter-page.tsx'), 'LetterPage')
export const Pool = screen(() => import('../screens/pool/page.tsx'), 'PoolPage')
export const Evaluation = screen(() => import('../screens/evaluation/page.tsx'), 'EvaluationPage')
export const Notices = screen(() => import('../screens/notices/page.tsx'), 'NoticesPage')
export const HotlineDays = screen(() => import('../screens/hotline-day/page.tsx'), 'HotlineDayPage')
export const HotlineDaySession = screen(() => import('../screens/hotline-day/session.tsx'), 'HotlineDaySessionPage')
export const SocialReviews = screen(() => import('../screens/social-review/page.tsx'), 'SocialReviewPage')
export const SocialReviewSession = screen(() => import('../screens/social-review/session.tsx'), 'SocialReviewSessionPage')
export const Duty = screen(() => import('../screens/admin/roster/page.tsx'), 'RosterPage')
export const DutyStrip = screen(() => import('../screens/admin/roster/strip.tsx'), 'DutyStrip')
export const Surveys = screen(() => import('../screens/surveys/page.tsx'), 'SurveysPage')
export const Campaigns = screen(() => import('../screens/campaigns/page.tsx'), 'CampaignsPage')
export const NewCampaign = screen(() => import('../screens/campaigns/new.tsx'), 'NewCampaignPage')
export const Campaign = screen(() => import('../screens/campaigns/campaign.tsx'), 'CampaignPage')
export const DemoPhone = screen(() => import('../screens/demo-phone/page.tsx'), 'DemoPhonePage')

/** Below /admin/. */
export const ADMIN: Readonly<Record<string, ComponentType>> = {
  hotlines: screen(() => import('../screens/admin/hotlines/page.tsx'), 'HotlinesPage'),
  prompts: screen(() => import('../screens/admin/prompts/page.tsx'), 'PromptsPage'),
  agents: screen(() => import('../screens/admin/agents/page.tsx'), 'AgentsPage'),
  groups: screen(() => import('../screens/admin/groups/page.tsx'), 'GroupsPage'),
  calendar: screen(() => import('../screens/admin/calendar/page.tsx'), 'CalendarPage'),
  departments: screen(() => import('../screens/admin/departments/page.tsx'), 'DepartmentsPage'),
  users: screen(() => import('../screens/admin/users/page.tsx'), 'UsersPage'),
  policy: screen(() => import('../screens/admin/policy/page.tsx'), 'PolicyPage'),
  notifications: screen(() => import('../screens/admin/notifications/page.tsx'), 'NotificationsPage'),
  audit: screen(() => import('../screens/admin/audit/page.tsx'), 'AuditPage'),
}
