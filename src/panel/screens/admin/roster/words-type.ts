import type { Callout, DutyCover, DutyPost, SpecialKind, TeamRole } from '../../../../contract/roster.ts'

export interface RosterWords {
  title: string
  roster: string
  team: string
  special: string
  called: string
  close: string
  unit: string
  centre: string
  today: string
  weekBefore: string
  weekAfter: string
  weekOf: (from: string, to: string) => string
  weekdays: readonly string[]
  cover: string
  covers: Record<DutyCover | 'none', string>
  coverHelp: string
  holes: string
  holesWhy: string
  noHoles: string
  nobody: string
  nobodyShort: string
  hole: (from: string, to: string) => string
  noRoster: string
  noRosterWhy: string
  addPlan: string
  plans: string
  noPlans: string
  endPlan: string
  endPlanSure: string
  endPlanWhy: string
  posts: Record<DutyPost, string>
  post: string
  people: string
  peopleHelp: string
  rotate: string
  rotates: { day: string; week: string }
  days: string
  dayKind: string
  dayKinds: { any: string; workday: string; restday: string }
  hours: string
  hoursHelp: string
  from: string
  until: string
  untilHelp: string
  noPeople: string
  noPeopleWhy: string
  seen: string
  notSeen: string
  changedBecause: (reason: string) => string
  change: string
  turnOf: (day: string, hours: string) => string
  how: string
  hows: { take: string; swap: string; drop: string }
  takes: string
  swapsWith: string
  reason: string
  save: string
  addPerson: string
  person: string
  name: string
  nameHelp: string
  position: string
  phone: string
  phoneKept: string
  email: string
  emailHelp: string
  account: string
  accountHelp: string
  inTeam: string
  notInTeam: string
  teamRoles: Record<TeamRole, string>
  matters: string
  mattersHelp: string
  left: string
  inUse: string
  state: string
  reveal: string
  onlyTeam: string
  everybody: string
  teamCount: (units: number, people: number) => string
  noTeam: string
  noTeamWhy: string
  declare: string
  kind: string
  kinds: Record<SpecialKind, string>
  periodName: string
  startsAt: string
  endsAt: string
  states: { planned: string; running: string; over: string }
  limits: string
  limitsHelp: string
  limitNames: { respondMs: string; emergencySignMs: string; emergencyLeaderMs: string; emergencyCloseMs: string }
  minutes: string
  unitsOnDuty: string
  unitsHelp: string
  officers: string
  officersHelp: string
  endNow: string
  endNowSure: string
  changePeriod: string
  noSpecial: string
  noSpecialWhy: string
  figures: string
  figureNames: { tickets: string; emergencies: string; signedInTime: string; doneInTime: string; late: string; averageMs: string; called: string; answered: string; averageAnswerMs: string }
  byUnit: string
  print: string
  declaredBy: string
  callouts: string
  noCallouts: string
  noCalloutsWhy: string
  answers: Record<NonNullable<Callout['answer']>, string>
  noAnswer: string
  why: Record<Callout['why'], string>
  coming: string
  arrived: string
  cannot: string
  note: string
  calledAt: string
  ticket: string
  confidential: string
  place: string
  nextDay: (time: string) => string
  callMore: string
  onDutyNow: string
  nobodyOnDuty: string
  strip: {
    label: string
    running: (name: string, until: string) => string
    planned: (name: string, from: string) => string
    limits: string
    sign: (minutes: number) => string
    done: (minutes: number) => string
    onDuty: string
    mine: (from: string, to: string) => string
    mineNow: (to: string) => string
    iKnow: string
    called: (n: number) => string
    holes: (n: number) => string
    open: string
  }
}
