import type { Policy } from '../contract/policy.ts'
import type { Callers } from '../caller/callers.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { SurveyReach } from './surveys.ts'

interface House extends Pick<SurveyReach, 'dialing' | 'timing'> {
  policy: Pick<Policy, 'dialer' | 'survey'>
  known: Callers['known']
  outbound: Pick<Outbound, 'judgePerson'>
  registry: Pick<Registry, 'all'>
  site: { name: string }
  clock: Pick<Clock, 'now'>
}

/** Whom the machine calls back, from which line, and who speaks with citizens that want a person. */
export function surveyReach({ dialing, timing, policy, known, outbound, registry, site, clock }: House): SurveyReach {
  const primary = () => registry.all().filter(({ mergeMode }) => mergeMode === 'primary')
  return {
    automatic: true, dialing, timing,
    maxAtOnce: () => policy.dialer.surveysAtOnce,
    firstAfterMs: () => policy.survey.firstAfterMs,
    notByMachine: (number) => (known.look(number, clock.now()).elder ? 'elder' : outbound.judgePerson(number).ok ? null : 'number'),
    dialled(number) {
      const judged = outbound.judgePerson(number)
      return judged.ok ? judged.number : number
    },
    primaryLine: () => primary()[0]?.number ?? '12345',
    terms: () => ({ ...policy.survey, site: site.name, groups: primary().map(({ group }) => group) }),
  }
}
