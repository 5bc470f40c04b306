import type { Knex } from 'knex'
import { z } from 'zod'
import { Day } from '../contract/hotline.ts'
import { Extension, GroupId } from '../contract/ids.ts'
import { RoleName, UserKind } from '../contract/user.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'

/** A seat: the phone's extension, who sits there, and the secret the phone registers with. */
export interface AgentAccount {
  extension: Extension
  name: string
  groups: readonly GroupId[]
  sipPassword: string
}

export type AccountChange = Partial<Omit<AgentAccount, 'extension'> & { enabled: boolean }>

const User = z.object({ username: z.string().nullable(), role: RoleName.nullable(), kind: UserKind.nullable(), validFrom: Day.nullable(), validUntil: Day.nullable() })
const Groups = z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(GroupId))
const SeatRow = User.extend({ extension: Extension, name: z.string(), groups: Groups })
/** A seat with its user; those of a user are null when there is none. */
export type Seat = z.infer<typeof SeatRow>

const AnySeatRow = SeatRow.extend({ enabled: z.int().transform((flag) => flag === 1), lastSignInAt: z.int().nullable() })
/** Also one that is not in use. */
export type AnySeat = z.infer<typeof AnySeatRow>

export interface AccountStore {
  /** Accounts in use on the day, by extension: a seat follows the dates of its user. */
  list: (day: string) => Promise<AgentAccount[]>
  /** The same, with who sits there and without secrets. */
  roster: (day: string) => Promise<Seat[]>
  /** All there are, without secrets. */
  seats: () => Promise<AnySeat[]>
  /** False when the extension is taken. */
  add: (account: AgentAccount, at: number) => Promise<boolean>
  /** False when there is no such account. */
  update: (extension: Extension, change: AccountChange, at: number) => Promise<boolean>
}

const Row = z.object({ extension: Extension, name: z.string(), groups: Groups, sip_password_sealed: z.string() })

const SEAT = {
  extension: 'seat.extension', name: 'seat.name', groups: 'seat.groups',
  username: 'user.username', role: 'user.role', kind: 'user.kind', validFrom: 'user.valid_from', validUntil: 'user.valid_until',
}

/** SIP passwords are sealed: whoever reads the database cannot register a phone with it. */
export function accountStore(db: Knex, cipher: FieldCipher): AccountStore {
  const inUse = (day: string) =>
    db({ seat: 'agent_accounts' })
      .leftJoin({ user: 'users' }, 'user.extension', 'seat.extension')
      .where('seat.enabled', 1)
      .andWhere((begun) => void begun.whereNull('user.valid_from').orWhere('user.valid_from', '<=', day))
      .andWhere((goesOn) => void goesOn.whereNull('user.valid_until').orWhere('user.valid_until', '>=', day))
      .orderBy('seat.extension')
  return {
    async list(day) {
      const rows = Row.array().parse(await inUse(day).select('seat.extension', 'seat.name', 'seat.groups', 'seat.sip_password_sealed'))
      return rows.map(({ sip_password_sealed, ...account }) => ({ ...account, sipPassword: cipher.open(sip_password_sealed) }))
    },
    roster: async (day) => SeatRow.array().parse(await inUse(day).select(SEAT)),
    seats: async () =>
      AnySeatRow.array().parse(
        await db({ seat: 'agent_accounts' }).leftJoin({ user: 'users' }, 'user.extension', 'seat.extension').orderBy('seat.extension')
          .select({ ...SEAT, enabled: 'seat.enabled', lastSignInAt: 'user.last_sign_in_at' }),
      ),
    async add({ extension, name, groups, sipPassword }, at) {
      const claim = { extension, name, groups: JSON.stringify(groups), sip_password_sealed: cipher.seal(sipPassword), enabled: 1, updated_at: at }
      if (await db('agent_accounts').where({ extension }).first()) return false
      await db('agent_accounts').insert(claim).onConflict('extension').ignore()
      const row = await db('agent_accounts').where({ extension }).first<{ sip_password_sealed: string }>()
      return row?.sip_password_sealed === claim.sip_password_sealed
    },
    async update(extension, { name, groups, sipPassword, enabled }, at) {
      const changed = await db('agent_accounts').where({ extension }).update({
        ...(name === undefined ? {} : { name }),
        ...(groups === undefined ? {} : { groups: JSON.stringify(groups) }),
        ...(sipPassword === undefined ? {} : { sip_password_sealed: cipher.seal(sipPassword) }),
        ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
        updated_at: at,
      })
      return changed > 0
    },
  }
}
