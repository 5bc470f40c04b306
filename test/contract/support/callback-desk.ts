import type { Knex } from 'knex'
import { createCallbacks, type CallbackDeps } from '../../../src/callback/callbacks.ts'
import { dialStore } from '../../../src/callback/dial-store.ts'
import { callbackStore } from '../../../src/callback/store.ts'
import { callIdFor } from '../../../src/call/rules/ids.ts'
import { Extension } from '../../../src/contract/ids.ts'
import { AppError } from '../../../src/platform/errors.ts'

/** The list of call-backs on a database. Who has a phone can call from it: `placed` says what was asked for. */
export function callbackDesk(db: Knex, given: Pick<CallbackDeps, 'cipher' | 'audit' | 'now'>, placed: { number: string; source: string }[] = []) {
  return createCallbacks({
    ...given, store: callbackStore(db), dialing: dialStore(db), node: 'n1',
    placing: {
      seatOf: ({ extension }) => {
        if (extension === null) throw new AppError('NO_PHONE')
        return Extension.parse(extension)
      },
      own: ({ number }, _, { source, since }) => {
        if (number.startsWith('00')) throw new AppError('NUMBER_NOT_ALLOWED', { why: 'international' })
        placed.push({ number, source })
        return callIdFor(source, since)
      },
    },
    walls: { onRecord: async (_, work) => await work() },
  })
}
