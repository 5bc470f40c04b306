import { z } from 'zod'
import { Hours } from './schedule.ts'
import { NoticeKind } from './ticket-notice.ts'

/** Which notices come by mail as well: none, what is urgent, or also the rest, gathered. */
export const MailWhen = z.enum(['off', 'soon', 'all'])
export type MailWhen = z.infer<typeof MailWhen>

const Address = z.email().max(200)

/** How somebody wants to be told, at every screen they sign in to. Emergencies are always told. */
export const NotifyPreferences = z
  .object({
    /** Kinds that come without a toast, a notification of the browser or a mail; they are in the list all the same. */
    muted: z.array(NoticeKind).max(60),
    toasts: z.boolean(),
    /** Notifications of the browser, where it was allowed to. */
    browser: z.boolean(),
    /** Of the sound, 10 to 100. Emergencies are never silent. */
    volume: z.int().min(10).max(100),
    /** "22:00-07:00" where the site is: only emergencies; null = no such hours. */
    quietHours: Hours.nullable(),
    /** null = no mail. */
    mailTo: Address.nullable(),
    mailWhen: MailWhen,
    mailLanguage: z.enum(['zh', 'en']),
  })
  .strict()
  .meta({ id: 'NotifyPreferences' })
export type NotifyPreferences = z.infer<typeof NotifyPreferences>

/** What others may be told of a ticket. */
export const WEBHOOK_EVENTS = ['accepted', 'emergency', 'dispatched', 'signed', 'returned', 'replied', 'rework', 'overdue', 'closed', 'rejected', 'transferred', 'reopened'] as const
export const WebhookEvent = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof WebhookEvent>

const Url = z.url({ protocol: /^https?$/ }).max(500)

const WebhookSettings = z.object({
  name: z.string().trim().min(1).max(60),
  url: Url,
  events: z.array(WebhookEvent).min(1).max(WEBHOOK_EVENTS.length),
  active: z.boolean().default(true),
})
export const NewWebhook = WebhookSettings.strict().meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

/** Another system that is told what becomes of tickets (H17). */
export const Webhook = WebhookSettings.extend({
  id: z.string(),
  active: z.boolean(),
  createdAt: z.int(),
  createdBy: z.string(),
  /** Events that wait, and those that were given up. */
  waiting: z.int(),
  dead: z.int(),
  lastDeliveredAt: z.int().nullable(),
}).meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

/** With the secret both sides sign with; it is shown this once. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() }).meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

export const MailState = z
  .object({
    /** "mail.example.gov.cn:587"; null = no mail is set up. */
    server: z.string().nullable(),
    from: z.string().nullable(),
    encrypted: z.boolean(),
    waiting: z.int(),
    dead: z.int(),
    lastSentAt: z.int().nullable(),
    /** Of the last try that failed, if nothing was sent since. */
    lastError: z.string().nullable(),
  })
  .meta({ id: 'MailState' })
export type MailState = z.infer<typeof MailState>

export const TestMail = z.object({ to: Address }).strict().meta({ id: 'TestMail' })
/** What the mail server said. */
export const TestMailResult = z.object({ ok: z.boolean(), said: z.string() }).meta({ id: 'TestMailResult' })
export type TestMailResult = z.infer<typeof TestMailResult>

export const DeliveryState = z.enum(['waiting', 'sending', 'sent', 'dropped', 'dead'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** One mail or one event on its way. */
export const Delivery = z
  .object({
    id: z.string(),
    by: z.enum(['mail', 'webhook']),
    /** Name of the other system, or the address of a mail with most of it left out. */
    to: z.string(),
    /** The event, or how many notices are in the mail. */
    what: z.string(),
    ticketNo: z.string().nullable(),
    state: DeliveryState,
    tries: z.int(),
    error: z.string().nullable(),
    placedAt: z.int(),
    /** When it is tried again; null = it is not. */
    nextAt: z.int().nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>
