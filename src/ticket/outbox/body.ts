import type { IntakeSource } from '../../contract/intake.ts'
import type { Change } from '../case-store.ts'
import type { Outgoing } from '../rules/case.ts'
import { stageOf } from '../rules/stage.ts'
import { publicReply, worthTelling } from '../rules/telling.ts'
import { type Cipher, fieldsOf } from '../view.ts'

export interface Sending {
  cipher: Pick<Cipher, 'open'>
  site: { name: string }
  sourceOf: (id: string) => Pick<IntakeSource, 'statusUrl' | 'statusAt'> | undefined
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** What other systems are sent because of a change of a ticket. */
export function sending({ cipher, site, sourceOf }: Sending) {
  const fieldsAfter = ({ row, sets }: Change) => fieldsOf({ ...row, writtenSealed: typeof sets?.['written_sealed'] === 'string' ? sets['written_sealed'] : row.writtenSealed, title: typeof sets?.['title'] === 'string' ? sets['title'] : row.title }, cipher.open)

  /** The matter with all it takes to work on it; who says so only where it is not confidential (domain.md §2.7). */
  function matter(change: Change): object {
    const { row, decided: { after } } = change
    const { content, address, respondent, callerName, callerSex, callerAge, callerLabels, subjectType, contactPhone, anonymous, wantsReply, extra, title } = fieldsAfter(change)
    const phone = contactPhone || (row.aniSealed === null ? '' : cipher.open(row.aniSealed))
    const hidden = after.confidential || anonymous
    return {
      kind: 'ticket', from: '12345', site: site.name, hotline: row.dnis, ticketNo: row.ticketNo, channel: after.channel, title, type: after.type, categoryCode: after.categoryCode, areaCode: after.areaCode,
      address, respondent, content, extra, urgency: after.urgency, confidential: after.confidential, anonymous, wantsReply,
      citizen: hidden ? null : { name: callerName, phone, sex: callerSex, age: callerAge, labels: callerLabels, subjectType },
      openedAt: iso(row.openedAt), acceptedAt: iso(after.acceptedAt), status: `/api/v1/exchange/${row.dnis ?? ''}/status`,
    }
  }

  /** The citizen has taken it back: nothing more is to be done. A system that has never heard of it takes this as done. */
  function withdrawal({ row, decided: { after, steps }, at }: Change): object {
    const note = steps.findLast(({ event }) => event.event === 'cancel')?.decision.note ?? ''
    return { kind: 'withdrawal', from: '12345', site: site.name, hotline: row.dnis, ticketNo: row.ticketNo, reason: after.closeReason, note, at: iso(at) }
  }

  /** `version` rises with every change: news that comes late is known by it. */
  function news(change: Change): object {
    const { row, decided: { after, steps }, at } = change
    const said = steps.map(({ event, decision }) => ({ event: event.event, note: decision.note }))
    return {
      kind: 'status', from: '12345', site: site.name, source: row.source, externalNo: row.externalNo, ticketNo: row.ticketNo, state: after.state, stage: stageOf(after.state),
      at: iso(at), version: row.version + 1, closeReason: after.closeReason, publicReply: publicReply({ ...after, reply: fieldsAfter(change).reply, said }),
    }
  }

  return {
    bodyOf: (change: Change, { kind }: { kind: string; target: string }): string => JSON.stringify(kind === 'exchange' ? matter(change) : kind === 'withdrawal' ? withdrawal(change) : news(change)),
    /** News for the system the ticket came from, if it wants to know and this is worth telling. */
    newsOf({ row, decided }: Change): Outgoing[] {
      const source = row.source === null ? undefined : sourceOf(row.source)
      const wanted = source !== undefined && source.statusUrl !== null && worthTelling(row, decided.after, source.statusAt)
      return wanted && row.source !== null ? [{ kind: 'status', target: row.source }] : []
    },
  }
}
