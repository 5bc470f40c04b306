import { describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import { TICKET_EVENTS, TicketEvent } from '../../../../contract/ticket-event.ts'
import { RECORD_KINDS } from '../../../../contract/ticket-record.ts'
import { en } from '../step-words-en.ts'
import { zh } from '../step-words-zh.ts'
import { EVENT_FORMS, LISTS, MADE_BY, type StepField } from './event-forms.ts'

const shapes = new Map(TicketEvent.options.map(({ shape: { event, ...fields } }) => [event.value, fields as Readonly<Record<string, ZodType>>]))

/** Something the server would take. */
const sample = (field: StepField): unknown => {
  switch (field.as) {
    case 'text': case 'area': return 'x'.repeat(field.max)
    case 'choice': return LISTS[field.of][0]
    case 'record': return 'record:1'
    case 'unit': return 'HB'
    case 'units': return ['HB']
    case 'instant': return '2026-12-01T09:30:00.000Z'
    case 'ticket': return 'JC20261121000001'
    case 'yesNo': return true
    case 'number': return field.max
  }
}

describe.each(TICKET_EVENTS)('the form of %s', (event) => {
  const { fields } = EVENT_FORMS[event]
  // What each department is to do is said where a session decides (screens/hotline-day).
  const shape = Object.fromEntries(Object.entries(shapes.get(event) ?? {}).filter(([name]) => name !== 'version' && name !== 'tasks'))

  it('asks for what the API takes, and for nothing else', () => {
    expect(fields.map(({ name }) => name).toSorted()).toEqual(Object.keys(shape).toSorted())
  })

  it('requires what the API requires', () => {
    for (const [name, field] of Object.entries(shape)) if (!field.safeParse(undefined).success) expect(fields.find((one) => one.name === name), name).toSatisfy(({ required, orNull }: StepField) => required === true || orNull === true)
  })

  it('offers only what the API takes, and all of it', () => {
    for (const field of fields) {
      expect(shape[field.name]?.safeParse(sample(field)).success, field.name).toBe(true)
      if (field.as === 'text' || field.as === 'area') expect(shape[field.name]?.safeParse(`${'x'.repeat(field.max)}y`).success, field.name).toBe(false)
      if (field.as !== 'choice') continue
      for (const code of LISTS[field.of]) expect(shape[field.name]?.safeParse(code).success, code).toBe(true)
    }
  })

  it('has words for the step, its fields and its choices in both languages', () => {
    for (const w of [zh, en]) {
      expect(w.events[event]).toBeTruthy()
      for (const field of fields) {
        expect(w.own[`${event}.${field.name}`] ?? w.fields[field.name], field.name).toBeTruthy()
        if (field.as === 'choice') for (const code of LISTS[field.of]) expect(w.lists[field.of]?.[code], code).toBeTruthy()
      }
    }
  })
})

it('has the same words in both languages', () => {
  for (const part of ['events', 'asks', 'fields', 'own', 'hints', 'yesNo', 'reasons', 'lists'] as const) expect(Object.keys(en[part])).toEqual(Object.keys(zh[part]))
})

it('knows which step makes each kind of record', () => {
  expect(Object.keys(MADE_BY).toSorted()).toEqual([...RECORD_KINDS].toSorted())
})
