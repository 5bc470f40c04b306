import type { Groups, WorkingCalendar } from '../calendar/port.ts'
import type { AnyOf, Directory, Outside, Party, Seat } from '../call/port.ts'
import type { Extension, GroupId, HotlineNumber } from '../contract/ids.ts'
import type { Schedule } from '../contract/schedule.ts'
import type { Target } from '../contract/target.ts'
import type { Dialable } from '../outbound/rules/number-plan.ts'
import { targetNumber } from '../outbound/rules/gate.ts'
import { AppError } from '../platform/errors.ts'
import { hasOwnPeople } from './rules/settle.ts'
import type { Parties } from './site.ts'
import type { Line } from './store.ts'

export interface DirectoryDeps {
  site: Parties
  lines: () => readonly Line[]
  groups: Pick<Groups, 'all' | 'isOpen' | 'name'>
  calendar: Pick<WorkingCalendar, 'isOpen' | 'nextChange'>
  /** The agent with this extension; undefined when there is none. */
  seat: (extension: Extension) => { name: string } | undefined
  judge: (typed: string) => Dialable
}

/** Who is meant by a target: a line's own people, a platform, a department's phone, anybody of a group, a seat, a number. */
export function createDirectory({ site, lines, groups, calendar, seat, judge }: DirectoryDeps): Directory {
  const open = (schedule: Schedule | null, now: number): boolean => calendar.isOpen(schedule, now)
  const closed = (schedule: Schedule | null, now: number, party: Outside | null = null): AppError => new AppError('TARGET_CLOSED', { opensAt: calendar.nextChange(schedule, now), party })

  function dialled(typed: string): string {
    const judged = judge(typed)
    if (!judged.ok) throw new AppError('NUMBER_NOT_ALLOWED', { why: judged.why })
    return judged.number
  }
  function ofGroup(id: GroupId, now: number): AnyOf {
    const group = groups.all().find((each) => each.id === id)
    if (!group) throw notFound('group')
    if (!groups.isOpen(id, now)) throw closed(group.schedule, now)
    return { kind: 'group', groups: [id], name: group.nameZh }
  }
  function ofSeat(extension: Extension): Seat {
    const found = seat(extension)
    if (!found) throw notFound('extension')
    return { kind: 'seat', agent: extension, name: found.name }
  }
  /** The people of a line where they sit. A line without any elsewhere is asked for by its specialists. */
  function ofLine(line: Line, now: number): Party {
    if (!hasOwnPeople(line)) {
      if (line.mergeMode === 'dual_number' && line.specialistGroup !== null) return ofGroup(line.specialistGroup, now)
      throw notFound('hotline', 'answered here')
    }
    const number = line.transferTarget === null ? null : targetNumber(line.transferTarget)
    if (number === null) throw notFound('hotline', 'no transferTarget')
    const emergency = line.mergeMode === 'emergency'
    const party = outside({ number: dialled(number), name: line.nameZh, line: line.number, unit: line.owner, emergency })
    if (!emergency && !open(line.schedule, now)) throw closed(line.schedule, now, party)
    return party
  }
  function ofPeer(id: string, now: number): Party {
    const line = lines().find(({ number, mergeMode }) => number === id && mergeMode === 'emergency')
    if (line) return ofLine(line, now)
    const peer = site.peers.find((each) => each.id === id)
    if (!peer) throw notFound('peer')
    return outside({ number: dialled(peer.number), name: peer.nameZh })
  }
  function ofDepartment(code: string, now: number): Outside {
    const found = site.departments.find((each) => each.code === code)
    if (!found) throw notFound('department')
    const { phone, dutyPhone, schedule } = found
    if (phone === null && dutyPhone === null) throw notFound('department', 'no phone')
    const answers = open(schedule, now) ? (phone ?? dutyPhone) : dutyPhone
    if (answers === null) throw closed(schedule, now, outside({ number: phone ?? '', name: found.nameZh, unit: code }))
    return outside({ number: dialled(answers), name: found.nameZh, unit: code })
  }
  /** A number that is a line's or a platform's own is the line or the platform, however it was asked for. */
  function ofNumber(typed: string, now: number): Party {
    const number = dialled(typed)
    const line = lines().find((each) => hasOwnPeople(each) && each.transferTarget !== null && targetNumber(each.transferTarget) === number)
    if (line) return ofLine(line, now)
    const peer = site.peers.find((each) => each.number === number)
    return outside({ number, name: peer?.nameZh ?? number })
  }

  return {
    resolve(target: Target, now: number): Party {
      if ('group' in target) return ofGroup(target.group, now)
      if ('extension' in target) return ofSeat(target.extension)
      if ('number' in target) return ofNumber(target.number, now)
      if ('peer' in target) return ofPeer(target.peer, now)
      if ('department' in target) return ofDepartment(target.department, now)
      const line = lines().find(({ number }) => number === target.hotline)
      if (!line) throw notFound('hotline')
      return ofLine(line, now)
    },
  }
}

const outside = (given: Pick<Outside, 'number' | 'name'> & { line?: HotlineNumber; unit?: string | null; emergency?: boolean }): Outside => ({
  kind: 'outside', line: null, unit: null, emergency: false, ...given,
})

const notFound = (kind: string, why?: string): AppError => new AppError('TARGET_NOT_FOUND', why === undefined ? { kind } : { kind, why })
