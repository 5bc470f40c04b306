import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { recordFacts as recordCallbacks } from '../../../src/callback/from-calls.ts'
import { openCallIds } from '../../../src/call/calls-store.ts'
import type { CallFact } from '../../../src/call/facts.ts'
import { factSink } from '../../../src/call/fact-sink-store.ts'
import type { JournalRow } from '../../../src/call/journal.ts'
import { journalStore } from '../../../src/call/journal-store.ts'
import { type Config, readConfig } from '../../../src/config.ts'
import { CallId, HotlineNumber, LegId } from '../../../src/contract/ids.ts'
import { openDatabase } from '../../../src/database/database.ts'
import { transaction } from '../../../src/database/transaction.ts'
import { hotlineStore } from '../../../src/hotline/store.ts'
import { seedLines } from '../../../src/hotline/seed.ts'
import { loadSite } from '../../../src/hotline/site.ts'
import { ensureCredentials } from '../../../src/identity/first-run.ts'
import { createFieldCipher, type FieldCipher } from '../../../src/platform/field-cipher.ts'
import { recordFacts as recordRecordings } from '../../../src/recording/from-calls.ts'
import { recordFacts as recordTickets } from '../../../src/ticket/from-calls.ts'
import { processingOf } from '../../../src/ticket/rules/processing.ts'
import { noon } from './call-facts.ts'

/** A folder with what a first start leaves behind, and the means to write calls into it as the server does. */
export interface Installation {
  home: string
  config: Config
  db: Knex
  journalDb: Knex
  cipher: FieldCipher
  /** One row of the journal and what follows from it in the tables. */
  tell: (facts: readonly CallFact[]) => Promise<void>
  /** Only the row of the journal: the tables have not caught up yet. */
  journal: (facts: readonly CallFact[]) => Promise<void>
  close: () => Promise<void>
}

/** Points YHT_HOME and DATABASE_URL of this process at the folder, for commands to find. */
export async function install(databaseUrl?: string, home = mkdtempSync(join(tmpdir(), 'yht-cli-'))): Promise<Installation> {
  process.env['YHT_HOME'] = home
  process.env['DATABASE_URL'] = databaseUrl ?? ''
  const config = readConfig()
  const { fieldKey } = await ensureCredentials(config.home.credentials, [])
  const cipher = createFieldCipher(fieldKey)
  const migrationsDir = join(config.packageRoot, 'migrations')
  const [db, journalDb] = [await openDatabase(config.databaseUrl, { migrationsDir }), await openDatabase(config.journalUrl, { migrationsDir })]
  await seedLines(hotlineStore(db), loadSite(config.siteFile), Date.now())
  const rows = journalStore({ db: journalDb, node: config.node, cipher, openIds: openCallIds(db, config.node) })
  const sink = factSink({
    db, transaction: async (work) => await transaction(db, work), node: config.node, cipher,
    others: [
      (trx, facts) => recordTickets(trx, facts, { cipher, prefix: 'JC', dayOf: () => '2026-11-21', processingOf: () => processingOf(undefined) }),
      (trx, facts) => recordCallbacks(trx, facts, { cipher, retryMs: [] }),
      (trx, facts) => recordRecordings(trx, facts, { dir: config.home.recordings, alarm: () => {} }),
    ],
  })
  let position = await rows.lastPosition()
  const journal = async (facts: readonly CallFact[]): Promise<void> => {
    position += 1
    await rows.insert([{ call: CallId.parse(facts[0]?.call), seq: position, at: facts[0]?.at ?? 0, position, event: { type: 'arrived' }, state: { at: 'ended' } as JournalRow['state'], commands: [], facts }])
  }
  return {
    home, config, db, journalDb, cipher, journal,
    async tell(facts) {
      await journal(facts)
      await sink.record(facts, position)
    },
    async close() {
      await journalDb.destroy()
      await db.destroy()
    },
  }
}

export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true })

export const arrived = (call: string, over: Partial<Extract<CallFact, { type: 'callArrived' }>> = {}): CallFact => ({
  type: 'callArrived', call: CallId.parse(call), at: noon - 12_000, dnis: HotlineNumber.parse('12319'), dnisRaw: '12319', ani: '13912345678', aniRaw: '13912345678', labels: [],
  callerLeg: LegId.parse(call), direction: 'inbound', transferCount: 0, interaction: call, from: null, callbackId: null, ticketNo: null, wish: null, ...over,
})
