import type { SurveyByPerson } from '../../contract/survey.ts'
import type { Case, EventOf, Limits } from './case.ts'

/** Nobody is to be called back, as the ticket itself says (T22, T30): a patrol found it, or the citizen left no way or wish, or asked in an earlier round not to be. */
export function exemptBy({ channel, anonymous, reachable, wantsReply, records }: Pick<Case, 'channel' | 'anonymous' | 'reachable' | 'wantsReply' | 'records'>): EventOf<'exempt'>['reason'] | null {
  if (channel === 'grid_patrol') return 'grid_patrol'
  if (anonymous) return 'anonymous'
  if (!reachable) return 'no_phone'
  if (records.some(({ kind, data }) => kind === 'survey' && data['reason'] === 'refused')) return 'refused'
  return wantsReply ? null : 'not_wanted'
}

/** Of no use a second time: the number is nobody's, or not the citizen's. */
const IN_VAIN: ReadonlySet<unknown> = new Set<SurveyByPerson>(['invalid', 'wrong_person'])

/** Why a person calls this citizen back and not the machine (domain.md §5.12, §5.7); null = the machine may. */
export function byPerson({ confidential, notByMachine, records }: Pick<Case, 'confidential' | 'notByMachine' | 'records'>, { callbackAutomatic }: Pick<Limits, 'callbackAutomatic'>): SurveyByPerson | null {
  if (confidential) return 'confidential'
  if (notByMachine !== null) return notByMachine
  const before = records.find(({ kind, data }) => kind === 'survey' && IN_VAIN.has(data['why']))
  if (before) return before.data['why'] as SurveyByPerson
  return callbackAutomatic ? null : 'site'
}
