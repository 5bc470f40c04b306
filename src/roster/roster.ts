import { createBook } from './book.ts'
import { createCallouts } from './callouts.ts'
import type { RosterDeps } from './deps.ts'
import { createDuty } from './duty.ts'
import { createNow } from './now.ts'
import { createPeople } from './people.ts'
import { createSpecials } from './specials.ts'
import { createWatch } from './watch.ts'

export type Roster = Awaited<ReturnType<typeof createRoster>>

/** Duty roster (G03), emergency team (G15) and special periods (G16). */
export async function createRoster(deps: RosterDeps) {
  const book = await createBook(deps)
  const [duty, callouts, watch] = [createDuty(deps, book), createCallouts(deps, book), createWatch(deps, book)]
  return {
    book, duty, callouts, people: createPeople(deps, book), specials: createSpecials(deps, book), now: createNow(deps, { book, duty, callouts }),
    /** Addresses of those who are on duty now. */
    mailsOf: (unit: string): string[] => book.onDuty(unit).flatMap(({ person }) => (person?.email ? [person.email] : [])),
    /** Looks for holes now; also done every minute. */
    look: watch,
    start(): void {
      watch()
      book.start(watch)
    },
    stop: book.stop,
  }
}
