import { randomUUID } from 'node:crypto'
import type { Departments } from '../department/port.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Acting } from '../ticket/acting.ts'
import { createLedger } from '../ticket/ledger/ledger.ts'
import { ledgerStore } from '../ticket/ledger/store.ts'
import { createLetters } from '../ticket/ledger/letters.ts'
import { letterStore } from '../ticket/ledger/letter-store.ts'
import { createPool } from '../ticket/ledger/pool.ts'
import { poolStore } from '../ticket/ledger/pool-store.ts'
import type { Reading } from '../ticket/reading.ts'
import type { Surroundings } from '../ticket/search/query.ts'
import type { limitsOf, ticketContext } from './ticket-context.ts'

interface Sources {
  db: Parameters<typeof ledgerStore>[0]
  cipher: FieldCipher
  departments: Pick<Departments, 'all'>
  limits: () => ReturnType<typeof limitsOf>
}

interface Joined {
  acting: Acting
  reading: Reading
  surroundings: Surroundings
  context: ReturnType<typeof ticketContext>
}

/** Supervision over all tickets: the ledger, letters to departments, the monitoring pool. */
export function joinLedgers({ db, cipher, departments, limits }: Sources, { acting, reading, surroundings, context }: Joined) {
  const letters = letterStore(db, cipher)
  return {
    ledger: createLedger({ store: ledgerStore(db), letters, reading, surroundings, workingDays: context.workingDays, departments: departments.all, limits, open: cipher.open }),
    letters: createLetters({ store: letters, acting, below: context.below, yearOf: context.yearOf, newId: randomUUID }),
    pool: createPool({ store: poolStore(db, cipher), acting, reading, surroundings, newId: randomUUID, open: cipher.open }),
  }
}
