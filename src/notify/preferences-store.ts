import { z } from 'zod'
import { NotifyPreferences } from '../contract/notify.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db } from '../platform/store.ts'

export interface PreferencesStore {
  /** Also for whoever has never set any. */
  of: (userId: string) => Promise<NotifyPreferences>
  keep: (userId: string, wishes: NotifyPreferences, at: number) => Promise<void>
  /** Those who get mails. */
  mailed: () => Promise<{ userId: string; wishes: NotifyPreferences; mailTo: string }[]>
}

const DEFAULTS: NotifyPreferences = { muted: [], toasts: true, browser: true, volume: 70, quietHours: null, mailTo: null, mailWhen: 'soon', mailLanguage: 'zh' }

/** Kinds that are no more, and settings that were not there yet, do not make the rest unreadable. */
const Settings = NotifyPreferences.omit({ mailTo: true }).partial().strip().catch({})
const Row = z.object({ userId: z.string(), settings: z.string().transform((json): unknown => JSON.parse(json)).pipe(Settings), mailSealed: z.string().nullable() })
const COLUMNS = { userId: 'user_id', settings: 'settings', mailSealed: 'mail_sealed' } as const

export function preferencesStore(db: Db, cipher: Pick<FieldCipher, 'seal' | 'open'>): PreferencesStore {
  const wishesOf = ({ settings, mailSealed }: z.infer<typeof Row>): NotifyPreferences => NotifyPreferences.parse({ ...DEFAULTS, ...settings, mailTo: mailSealed === null ? null : cipher.open(mailSealed) })
  return {
    async of(userId) {
      const row = Row.optional().parse(await db('notify_preferences').where({ user_id: userId }).select(COLUMNS).first())
      return row ? wishesOf(row) : DEFAULTS
    },
    async keep(userId, { mailTo, ...settings }, at) {
      const row = { user_id: userId, settings: JSON.stringify(settings), mail_sealed: mailTo === null ? null : cipher.seal(mailTo), updated_at: at }
      await db('notify_preferences').insert(row).onConflict('user_id').merge()
    },
    async mailed() {
      const rows = Row.array().parse(await db('notify_preferences').whereNotNull('mail_sealed').orderBy('user_id').select(COLUMNS))
      return rows.map((row) => ({ userId: row.userId, wishes: wishesOf(row) })).flatMap((one) => (one.wishes.mailTo === null ? [] : [{ ...one, mailTo: one.wishes.mailTo }]))
    },
  }
}
