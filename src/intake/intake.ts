import { createHash } from 'node:crypto'
import type { Extension, HotlineNumber } from '../contract/ids.ts'
import type { IntakeFields, IntakeSource, IntakeTicket, TakenIn } from '../contract/intake.ts'
import type { TicketChannel, TicketNo } from '../contract/ticket.ts'
import type { Trx } from '../platform/store.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import type { Log } from '../platform/log.ts'
import { type IntakeStore, type Received, ReceivedBefore } from './store.ts'

/** As much of a matter as the tickets need to make one of it. */
interface Arriving {
  fields: IntakeFields
  channel: TicketChannel
  dnis: HotlineNumber | null
  source: string
  externalNo: string
  by: string
  agent: string | null
  workspace: string | null
  orDraft: boolean
}

export interface IntakeDeps {
  store: IntakeStore
  cipher: { seal: (text: string) => string }
  /** Keeps it as a draft, together with what `keep` keeps. Throws TICKET_INCOMPLETE. */
  take: (arriving: Arriving, keep: (trx: Trx, made: { ticketId: string; ticketNo: TicketNo; complete: boolean; at: number }) => Promise<void>, language: Language) => Promise<void>
  /** The draft takes its way; nothing happens when it has already. */
  handIn: (ticketId: string, by: string, language: Language) => Promise<void>
  /** A field that may not be given here, in the person's language. */
  noCaller: (path: string, language: Language) => AppError
  log: Log
}

/** Who hands it in: the source itself, or somebody signed in. */
export interface By {
  username: string
  extension: Extension | null
}

export const systemOf = (source: string): By => ({ username: `source:${source}`, extension: null })

export type Intake = ReturnType<typeof createIntake>

/** Matters of other systems and counters: each reference of a source is one ticket, that goes the way of all tickets (J13, G04). */
export function createIntake({ store, cipher, take, handIn, noCaller, log }: IntakeDeps) {
  async function repeated(given: IntakeTicket, known: Received, by: By, language: Language): Promise<TakenIn> {
    if (known.fingerprint !== fingerprintOf(given)) throw new AppError('IDEMPOTENCY_MISMATCH')
    // Whoever received it first may have died before it was handed in.
    if (known.accepted) await handIn(known.ticketId, by.username, language)
    return { ticketNo: known.ticketNo, reference: given.reference, receivedAt: known.receivedAt, accepted: known.accepted }
  }

  return {
    /**
     * One ticket for each reference, however often and by however many at once it is handed in; all get the same answer.
     * Throws TICKET_INCOMPLETE with the fields (and keeps nothing), IDEMPOTENCY_MISMATCH (the reference, with another content).
     */
    async take(source: IntakeSource, given: IntakeTicket, by: By, language: Language): Promise<TakenIn> {
      const before = await store.find(source.id, given.reference)
      if (before) return await repeated(given, before, by, language)
      const { reference, submitter, dnis, ...fields } = given
      const arriving = { channel: source.channel, dnis, source: source.id, externalNo: reference, by: by.username, agent: by.extension, workspace: source.workspace, orDraft: source.incomplete === 'draft' }
      try {
        await take({ ...arriving, fields: source.channel === 'grid_patrol' ? observed(fields, (path) => noCaller(path, language)) : fields }, async (trx, { ticketId, ticketNo, complete, at }) => {
          const submitterSealed = submitter === null ? null : cipher.seal(JSON.stringify(submitter))
          await store.keep(trx, { source: source.id, reference, ticketId, ticketNo, fingerprint: fingerprintOf(given), submitterSealed, receivedAt: at, accepted: complete })
        }, language)
      } catch (error) {
        if (!(error instanceof ReceivedBefore)) throw error
      }
      const kept = await store.find(source.id, reference)
      if (!kept) throw new Error('a matter that was just received is not there')
      return await repeated(given, kept, by, language)
    },
    /** Hands in what a server that died has left. */
    async finish(): Promise<void> {
      for (const { ticketId, source } of await store.unfinished()) {
        await handIn(ticketId, systemOf(source).username, 'zh').catch((error: unknown) => log.error('a matter that was received could not be handed in; it stays a draft', { ticketId, source, error }))
      }
    },
  }
}

/** A patroller saw it: there is nobody to call back, and whoever saw it stands as submitter. */
function observed(fields: IntakeFields, refused: (path: string) => AppError): IntakeFields {
  for (const path of ['callerName', 'contactPhone'] as const) if ((fields[path] ?? '') !== '') throw refused(path)
  return { ...fields, anonymous: true }
}

/** Of what was read, not of how it was written. */
const fingerprintOf = (given: IntakeTicket): string => createHash('sha256').update(JSON.stringify(sorted(given))).digest('hex')

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)])) : value
