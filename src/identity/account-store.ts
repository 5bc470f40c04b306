import type { Knex } from 'knex'
import { z } from 'zod'
import { Extension, GroupId } from '../contract/ids.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'

/** A seat: the phone's extension, who sits there, and the secret the phone registers with. */
export interface AgentAccount {
  extension: Extension
  name: string
  groups: readonly GroupId[]
  sipPassword: string
}

export type AccountChange = Partial<Omit<AgentAccount, 'extension'> & { enabled: boolean }>

export interface AccountStore {
  /** Accounts in use, by extension. */
  list: () => Promise<AgentAccount[]>
  /** False when the extension is taken. */
  add: (account: AgentAccount, at: number) => Promise<boolean>
  /** False when there is no such account. */
  update: (extension: Extension, change: AccountChange, at: number) => Promise<boolean>
}

const Row = z.object({ extension: Extension, name: z.string(), groups: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(GroupId)), sip_password_sealed: z.string() })

/** SIP passwords are sealed: whoever reads the database cannot register a phone with it. */
export function accountStore(db: Knex, cipher: FieldCipher): AccountStore {
  return {
    async list() {
      const rows = Row.array().parse(await db('agent_accounts').where({ enabled: 1 }).orderBy('extension'))
      return rows.map(({ sip_password_sealed, ...account }) => ({ ...account, sipPassword: cipher.open(sip_password_sealed) }))
    },
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
