import { z } from 'zod'
import { GroupId } from './ids.ts'
import { DialerPolicy, SurveyPolicy } from './policy-machine.ts'
import { TicketPolicy } from './policy-tickets.ts'
import { days, ms } from './policy-shapes.ts'
import { Hours } from './schedule.ts'

// Every duration, window, limit and threshold of the product, with its default. config/policy.yaml
// repeats the defaults with their sources; YHT_POLICY names a file merged over it (contract.md §2), and values set in
// the panel lie over both (src/policy). A new value needs its words in src/policy/words.

const session = (value: number) => z.int().min(300_000).max(86_400_000).default(value)

export const Policy = z
  .object({
    offer: z
      .object({
        /** One agent's phone rings this long. Below 32 s, SIP Timer B (RFC 3261 §17.1.1.2), so that our timer always ends it. */
        ringTimeoutMs: z.int().min(1_000).max(30_000).default(15_000),
        /** A dual number's specialists are asked alone this long (domain.md §5.3). */
        specialistFirstMs: ms(20_000),
        /** No new offer to the same agent within this time after one failed or was withdrawn. */
        retryGapMs: ms(1_000),
      })
      .strict()
      .prefault({}),
    wrapUp: z.object({ maxMs: ms(120_000) }).strict().prefault({}),
    queue: z
      .object({
        /** Position is first spoken after this long, then every positionEveryMs (domain.md §5.10). */
        positionFirstMs: ms(30_000),
        positionEveryMs: z.int().min(5_000).max(86_400_000).default(30_000),
        /** Callers beyond this number hear the overflow announcement and become a call-back. */
        maxWaiting: z.int().min(1).max(100_000).default(2_000),
        /** After this long the caller is offered once to be called back by pressing 1, keeping the place (domain.md §5.10); null = never. */
        callbackOfferMs: ms(60_000).nullable(),
        /** From this many waiting on, the offer is made as soon as the announcements are over. */
        callbackOfferFrom: z.int().min(1).max(100_000).default(500),
        /** Time to press a key after a question. */
        keyMs: ms(6_000),
        /** After this long the reserve group is asked too (domain.md §5.10). */
        overflowMs: ms(90_000),
        overflowGroup: GroupId.nullable().default('backup' as GroupId),
        /** A group that a supervisor moved a caller to is asked alone this long, then everybody. */
        movedAloneMs: ms(90_000),
        /** A caller whose number has an open ticket waits this long for the agent who knows it (domain.md §5.8). */
        lastAgentMs: ms(5_000),
        /** Callers that hang up in the queue sooner than this are counted but not called back (domain.md §5.10). */
        missedAfterMs: ms(5_000),
      })
      .strict()
      .prefault({}),
    /** Calling back who asked for it while waiting: at once, then after each of these pauses; then a person does (domain.md §5.10). */
    callback: z.object({ retryMs: z.array(z.int().min(1_000).max(86_400_000)).max(20).default([300_000, 900_000, 1_800_000]) }).strict().prefault({}),
    /** Nobody signed in: a message may be this long. */
    message: z.object({ maxMs: ms(120_000) }).strict().prefault({}),
    survey: SurveyPolicy,
    /** Asking somebody to join (domain.md §5.4–5.6). Ringing times below SIP Timer B, as offer.ringTimeoutMs. */
    third: z
      .object({
        ringMs: z.int().min(1_000).max(60_000).default(20_000),
        /** Another centre of ours, and whoever a call of ours is for. */
        lineRingMs: z.int().min(1_000).max(60_000).default(30_000),
        emergencyRingMs: z.int().min(1_000).max(60_000).default(15_000),
        emergencyTriesMax: z.int().min(1).max(10).default(3),
        /** A caller who could not be handed on waits this long for the same agent alone. */
        sameAgentMs: ms(15_000),
      })
      .strict()
      .prefault({}),
    /** An agent's browser is lost in a conversation: the caller is kept for the same agent this long (reliability notes G1); 0 = not. */
    rescue: z.object({ waitMs: ms(20_000) }).strict().prefault({}),
    /** Whether agents are shown that a supervisor is on their line. */
    monitor: z.object({ shown: z.boolean().default(true) }).strict().prefault({}),
    rating: z
      .object({
        enabled: z.boolean().default(true),
        answerWithinMs: ms(6_000),
        /** The question is asked at most this often (domain.md §5.11). */
        maxPlays: z.int().min(1).max(5).default(2),
      })
      .strict()
      .prefault({}),
    /** Leases on channels: when the server stops renewing, Asterisk takes the caller to the fallback by itself. */
    lease: z
      .object({
        /** Granted by the dialplan; must outlast the longest announcement that is played first. */
        entryMs: ms(30_000),
        waitingMs: ms(30_000),
        renewEveryMs: ms(10_000),
        talkingMs: ms(7_200_000),
        /** How long StasisBroadcast waits for our claim. */
        claimMs: ms(1_500),
      })
      .strict()
      .prefault({}),
    recording: z
      .object({
        enabled: z.boolean().default(true),
        notice: z.boolean().default(true),
        /** Recorded and bridged time may differ by this much before the recording is flagged. */
        toleranceMs: ms(2_000),
      })
      .strict()
      .prefault({}),
    /** Calls the server places to the outside: walls against toll fraud (docs/decisions/0014-outbound-gate.md). */
    outbound: z
      .object({
        /** Short and shared-cost numbers that may be dialled besides the registry's: "96110", "4001234567". */
        shortCodes: z.array(z.string().regex(/^(?!00)\d{3,12}$/, 'digits only, not beginning with 00')).max(500).default([]),
        /** At once: on this server (the dialplan counts too), and by one agent. Emergency lines are never refused. */
        maxCalls: z.int().min(1).max(10_000).default(60),
        maxCallsPerAgent: z.int().min(1).max(10).default(2),
        /** Begun within any hour. */
        callsPerHour: z.int().min(1).max(100_000).default(600),
        callsPerAgentPerHour: z.int().min(1).max(1_000).default(60),
        /** Agents call nobody of their own accord in these hours of the site, "22:00-07:00"; null = never locked. */
        night: Hours.nullable().default(null),
        /** Whether a call-back the citizen asked for waits for the morning too (domain.md §5.10: it does not). */
        nightCallbacks: z.boolean().default(false),
        /** An alarm when an hour carries this many times what this hour of the day usually does … */
        unusualFactor: z.number().min(1.1).max(100).default(3),
        /** … and at least so many calls. */
        unusualFrom: z.int().min(1).max(100_000).default(30),
      })
      .strict()
      .prefault({}),
    dialer: DialerPolicy,
    /** What goes to other systems: orders to 110, 119, 120, 122 (docs/emergency.md), matters of exchange lines (docs/exchange.md), news of matters (docs/intake.md). */
    linkage: z
      .object({
        /** Pauses between tries; the last is repeated. */
        retryMs: z.array(z.int().min(100).max(86_400_000)).min(1).max(20).default([5_000, 15_000, 60_000, 300_000, 900_000]),
        /** One try. */
        timeoutMs: z.int().min(100).max(60_000).default(10_000),
        /** How often the outbox is looked at for what is due. */
        lookEveryMs: z.int().min(100).max(60_000).default(1_000),
        /** After this long without success the order is given up, with an alarm. */
        giveUpMs: ms(86_400_000),
        /** Peers that may be told the caller's number, when the agent says so. */
        callerNumberTo: z.array(z.string().max(32)).max(100).default(['110', '119', '120', '122']),
      })
      .strict()
      .prefault({}),
    /** Asking how a matter stands, without signing in (docs/intake.md): from one address. */
    progress: z
      .object({
        /** In one go after a pause … */
        burst: z.int().min(1).max(1_000).default(10),
        /** … and going on. */
        perMinute: z.number().min(0.1).max(10_000).default(12),
      })
      .strict()
      .prefault({}),
    fallback: z.object({ queueMs: ms(300_000), messageMaxMs: ms(120_000) }).strict().prefault({}),
    ari: z
      .object({
        commandTimeoutMs: ms(2_000),
        heartbeatEveryMs: ms(1_000),
        heartbeatMissesMax: z.int().min(1).max(20).default(3),
        reconcileEveryMs: ms(15_000),
      })
      .strict()
      .prefault({}),
    /** Five minutes at least: a shorter one would lock out whoever could mend it. */
    session: z.object({ idleMs: session(36_000_000), absoluteMs: session(43_200_000) }).strict().prefault({}),
    login: z
      .object({ freeFailures: z.int().min(1).default(5), firstDelayMs: ms(60_000), maxDelayMs: ms(900_000) })
      .strict()
      .prefault({}),
    transition: z
      .object({
        /** A number that still carried more than this in its last 7 days is not cancelled without confirmation (domain.md §5.2). */
        busyCallsPerWeek: z.int().min(0).default(100),
        noticeDays: z.array(z.int()).default([14, 7, 1]),
      })
      .strict()
      .prefault({}),
    /** So many days ahead the year must be loaded, or supervisors are told every day. */
    calendar: z.object({ aheadDays: z.int().min(0).max(366).default(31) }).strict().prefault({}),
    /** How figures are counted (domain.md §2.6). */
    kpi: z
      .object({
        /** Service level: answered within this time of the arrival. */
        answerWithinMs: ms(15_000),
        /** Who gives up sooner than this is counted apart … */
        shortAbandonMs: ms(5_000),
        /** … and, if so wanted, left out of answer rate and service level. */
        leaveOutShort: z.boolean().default(false),
      })
      .strict()
      .prefault({}),
    /** Alarms that somebody has seen are kept so long. */
    /** Working days to reply in, by request type (G42). */
    ticketDays: z
      .object({ consultation: days(2), help: days(5), complaint: days(5), report: days(10), suggestion: days(5), praise: days(5), other: days(5) })
      .strict()
      .prefault({}),
    ticket: TicketPolicy,
    /** Telling people and other systems beside the panel. */
    notify: z
      .object({
        /** What is urgent waits this long for more to go in the same mail; emergencies never wait. */
        soonMs: ms(60_000),
        /** The rest. */
        laterMs: ms(3_600_000),
        /** Whether the contacts of a department are mailed what is urgent. */
        contactMails: z.boolean().default(true),
        /** Pauses between tries; the last is repeated. */
        retryMs: z.array(z.int().min(100).max(86_400_000)).min(1).max(20).default([30_000, 120_000, 600_000, 1_800_000]),
        /** One try. */
        timeoutMs: z.int().min(100).max(60_000).default(15_000),
        lookEveryMs: z.int().min(100).max(60_000).default(5_000),
        /** After this long without success it is given up, with an alarm. */
        giveUpMs: ms(86_400_000),
        /** Networks of the house in which other systems may be told, "10.8.0.0/16"; otherwise only the open internet. */
        webhookNetworks: z.array(z.string().regex(/^[0-9a-fA-F.:]{2,45}([/]\d{1,3})?$/, 'a network such as 10.8.0.0/16')).max(50).default([]),
        /** What was sent or given up is kept this long. */
        keepDays: z.int().min(1).max(3_650).default(90),
      })
      .strict()
      .prefault({}),
    /** Duty roster: nobody on duty is looked for so far ahead, and is an alarm so long before (G03). */
    roster: z.object({ aheadDays: z.int().min(1).max(60).default(7), warnMs: ms(86_400_000) }).strict().prefault({}),
    alarm: z.object({ keepDays: z.int().min(1).default(400) }).strict().prefault({}),
    journal: z.object({ keepDays: z.int().min(1).default(30) }).strict().prefault({}),
  })
  .strict()
export type Policy = z.infer<typeof Policy>

/** The built-in defaults; tests start from these. */
export const defaultPolicy = (): Policy => Policy.parse({})
