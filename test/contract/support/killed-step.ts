import { openDatabase } from '../../../src/database/database.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import { TicketNo, TicketEvent } from '../../../src/contract/ticket.ts'
import type { Principal } from '../../../src/identity/port.ts'
import { ticketing } from './ticketing.ts'

// A process of its own that takes one step of a ticket and is killed before the n-th write of it:
//   killed-step.ts <database URL> <ticket number> <event as JSON> <user as JSON> <n> <Unix ms>
// Prints "done" when there were fewer writes than that.

const [url = '', ticketNo = '', event = '{}', user = '{}', kill = '0', now = '0'] = process.argv.slice(2)
const db = await openDatabase(url, { migrationsDir: new URL('../../../migrations', import.meta.url).pathname })
const tickets = ticketing(db, { cipher: createFieldCipher(Buffer.alloc(32, 7).toString('base64')), now: () => Number(now) })

let writes = 0
db.on('query', ({ sql }: { sql: string }) => {
  if (!/^(insert|update|delete|commit)/i.test(sql)) return
  writes += 1
  if (writes === Number(kill)) process.kill(process.pid, 'SIGKILL')
})
await tickets.acting.act(TicketNo.parse(ticketNo), JSON.parse(user) as Principal, TicketEvent.parse(JSON.parse(event)), 'zh')
await db.destroy()
process.stdout.write('done\n')
