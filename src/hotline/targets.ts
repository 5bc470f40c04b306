import { z } from 'zod'
import type { Groups, WorkingCalendar } from '../calendar/port.ts'
import type { AgentView } from '../contract/agent.ts'
import { TargetView } from '../contract/target.ts'
import { type Route, route } from '../platform/route.ts'
import { hasOwnPeople } from './rules/settle.ts'
import type { Parties } from './site.ts'
import { createSounds } from './sounds.ts'
import type { Line } from './store.ts'

interface Needs {
  site: Parties
  lines: () => readonly Line[]
  groups: Pick<Groups, 'all' | 'isOpen'>
  calendar: Pick<WorkingCalendar, 'isOpen'>
  agents: () => readonly Pick<AgentView, 'extension' | 'name'>[]
  now: () => number
}

type Named = Omit<TargetView, 'pinyin'>

/** Everybody an agent can ask for by name; directory.ts says who is rung then. */
export function createTargets(needs: Needs) {
  const pinyinOf = createSounds()

  return async (): Promise<TargetView[]> => {
    const now = needs.now()
    const all = [...lines(needs, now), ...platforms(needs), ...groups(needs, now), ...seats(needs), ...departments(needs, now)]
    return await Promise.all(all.map(async (one) => ({ ...one, pinyin: await pinyinOf(one.nameZh) })))
  }
}

/** Lines with people of their own, elsewhere. */
function lines({ lines, calendar }: Needs, now: number): Named[] {
  const found = lines().filter((line) => hasOwnPeople(line) && line.transferTarget !== null)
  const named = found.map(({ number, nameZh, nameEn, mergeMode, schedule }): Named =>
    mergeMode === 'emergency'
      ? { target: { peer: number }, kind: 'emergency', nameZh, nameEn, number, open: true }
      : { target: { hotline: number }, kind: 'hotline', nameZh, nameEn, number, open: calendar.isOpen(schedule, now) })
  return [...named.filter(({ kind }) => kind === 'emergency'), ...named.filter(({ kind }) => kind === 'hotline')]
}

const platforms = ({ site }: Needs): Named[] => site.peers.map(({ id, nameZh, nameEn }) => ({ target: { peer: id }, kind: 'platform', nameZh, nameEn, number: id, open: true }))

const groups = ({ groups }: Needs, now: number): Named[] =>
  groups.all().map(({ id, nameZh, nameEn }) => ({ target: { group: id }, kind: 'group', nameZh, nameEn, number: id, open: groups.isOpen(id, now) }))

const seats = ({ agents }: Needs): Named[] => agents().map(({ extension, name }) => ({ target: { extension }, kind: 'seat', nameZh: name, nameEn: name, number: extension, open: true }))

/** Those with a phone. */
const departments = ({ site, calendar }: Needs, now: number): Named[] =>
  site.departments.filter(({ phone, dutyPhone }) => phone !== null || dutyPhone !== null).map(({ code, nameZh, nameEn, dutyPhone, schedule }) => ({
    target: { department: code }, kind: 'department', nameZh, nameEn, number: code, open: dutyPhone !== null || calendar.isOpen(schedule, now),
  }))

const TargetList = z.object({ items: z.array(TargetView), nextCursor: z.null() }).meta({ id: 'TargetList' })

/** GET /targets. */
export const targetRoutes = (targets: () => Promise<TargetView[]>): Route[] => [
  route({
    method: 'get', path: '/targets', action: 'agent.read', summary: '可咨询、转接的对象 / Whom an agent can ask to join', result: TargetList,
    handle: async () => ({ items: await targets(), nextCursor: null }),
  }),
]
