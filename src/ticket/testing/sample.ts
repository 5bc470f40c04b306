import type { Case, Context } from '../rules/case.ts'

const DAY_MS = 86_400_000

/** Times of domain.md §4.4. */
export const LIMITS: Context['limits'] = {
  days: { consultation: 2, help: 5, complaint: 5, report: 10, suggestion: 5, praise: 5, other: 5 },
  dispatchAlarmMs: 60_000, dispatchByHandMs: 1_800_000, triageDays: 1, triageEmergencyMs: 300_000, respondMs: 1_200_000, respondDeputyMs: 2_400_000, respondHeadMs: 3_600_000,
  returnDays: 1, bounceMax: 2, yellowDays: 1, redDays: [2, 3, 5], emergencySignMs: 300_000, emergencyLeaderMs: 900_000, emergencyCloseMs: 1_800_000, extensionMaxDays: 10, judgeDays: 1, callbackDays: 1, callbackAutomatic: true, callbackTries: 3, callbackTriesHuman: 1, callbackGapMs: 7_200_000,
  socialReviewDays: 20, socialReview: true, socialReviewQuorum: 3, socialReviewOnPaper: true, autoRework: false, districtFallback: true, reopenDays: 30, archiveDays: 30, problemRounds: 3, problemBounces: 3, repeatsMax: 3,
}

/** The centre, two bureaus with an office below, a district; LY is of the sub-platform 安监. GONE takes nothing any more. */
const PARENT: Readonly<Record<string, string | null>> = { HC: null, HB: 'HC', GA: 'HC', HB1: 'HB', HB2: 'HB1', QCQ: 'HC', LY: 'HC', GONE: 'HC' }
export const UNITS = Object.keys(PARENT)

function above(code: string): string[] {
  const parent = PARENT[code] ?? null
  return parent === null ? [code] : [code, ...above(parent)]
}

/** A site where every day is a working day of UTC. */
export const context = (more: Partial<Omit<Context, 'limits'>> & { limits?: Partial<Context['limits']> } = {}): Context => {
  let made = 0
  return {
    now: 10 * DAY_MS, actor: { username: 'somebody', unit: null },
    days: { deadline: (from, n) => (Math.floor(from / DAY_MS) + n + 1) * DAY_MS - 1, before: (at, n) => at - n * DAY_MS },
    units: {
      later: (_, from, ms) => from + ms,
      inUse: (code) => code in PARENT && code !== 'GONE', below: (top) => UNITS.filter((code) => above(code).includes(top)), within: (code, top) => above(code).includes(top), level: (code) => above(code).length,
      governmentOf: (area) => (area?.startsWith('140502') === true ? 'QCQ' : null), covers: (code, area) => code !== 'QCQ' || area === null || area.startsWith('140502'), workspaceOf: (code) => (code === 'LY' ? '安监' : null),
    },
    underReview: false, match: { decided: false, candidates: [] }, matter: { functional: false, approval: null }, newId: (kind) => `${kind}.${(more.now ?? 0)}.${(made += 1)}`, ...more, limits: { ...LIMITS, ...more.limits },
  }
}

/** A complaint that was handed in. */
export const ticket = (more: Partial<Case> = {}): Case => ({
  id: 't', ticketNo: 'JC1', state: 'pending_dispatch', stateSince: 0, processing: 'collaborative', workspace: null, dnis: null, type: 'complaint', categoryCode: '0401', areaCode: '140502', urgency: 'normal', confidential: false,
  disposition: 'dispatch', channel: 'phone', repeatCount: 0, leadUnit: null, section: null, accountableUnit: null, final: false, districtFallback: false, round: 0, bounceCount: 0, extensionCount: 0, reopenCount: 0,
  openedAt: 0, acceptedAt: 0, dispatchedAt: null, respondBy: null, returnBy: null, triageBy: null, judgeBy: null, signedAt: null, dueAt: null, limitDays: null, feedbackAt: null, closedAt: null, closeReason: null, externalNo: null,
  grade: null, gradeByPerson: false, reasonable: null, solved: null, satisfied: null, exempt: false, replyAuthor: null, reachable: true, anonymous: false, wantsReply: true, notByMachine: null, complete: true, records: [], ...more,
})

/** One that a department has. */
export const given = (more: Partial<Case> = {}): Case =>
  ticket({ state: 'dispatched', leadUnit: 'HB', accountableUnit: 'HB', dispatchedAt: 10 * DAY_MS, respondBy: 10 * DAY_MS + LIMITS.respondMs, returnBy: 12 * DAY_MS - 1, dueAt: 16 * DAY_MS - 1, limitDays: 5, ...more })
