import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { mailbox } from '../platform/mailbox.ts'
import { type Catalogue, MUSIC, type Prompt } from './catalogue.ts'
import type { PromptRef } from './port.ts'
import type { PromptService } from './prompts.ts'
import { fill, GAPS, gapsIn, type Language } from './rules/spoken.ts'
import { exists, type Sound, soundFolders } from './sounds.ts'
import type { NewPromptVersion, PromptStore, PromptVersion } from './store.ts'
import type { Tools } from './tool.ts'
import { takeRecording } from './upload.ts'
import type { Versions } from './versions.ts'

/** What identity/port.ts calls Audit: throws when the entry cannot be written. */
export interface PromptAudit {
  write: (entry: { at: number; actor: string; action: string; target: string; details: Readonly<Record<string, unknown>>; ok: boolean }) => Promise<void>
}

export interface DeskDeps {
  home: string
  catalogue: Catalogue
  store: PromptStore
  versions: Versions
  prompts: PromptService
  site: { name: string }
  audit: PromptAudit
  tools: Tools
  clock: Clock
}

/** A prompt's key: its id, or "<id>@<number>" for one hotline only. */
interface Key {
  key: string
  prompt: Prompt
  number: string | undefined
}

export interface Edit {
  key: string
  language: Language
  by: string
}

/** A prompt as it is written, with its gaps filled; `recording`: a recording is heard instead. */
export interface PromptWords {
  text: string
  recording: boolean
}

type Values = Readonly<Record<string, string>>

/** These differ from call to call, even of one hotline: no recording can hold them. */
const PER_CALL = ['n', 'agentNo', 'peer', 'date', 'status', 'text']
/** These belong to one hotline. */
const PER_LINE = ['line', 'number', 'cancelDate', 'group']

/** What is put in the gaps when a prompt is listened to in the office. */
const SAMPLE = { line: '城管服务热线', number: '12319', cancelDate: '2026-12-01', date: '2026-11-02', n: '3', group: '人社', agentNo: '1001', peer: '110', status: '即将到期', text: '您好，这里是政务服务便民热线。' }

/** Changes of texts and recordings: checked, audited, effective from the next call on. One at a time. */
export function createPromptDesk({ home, catalogue, store, versions, prompts, site, audit, tools, clock }: DeskDeps) {
  const folders = soundFolders(home)
  const inTurn = mailbox<'edit'>()

  /** Throws NOT_FOUND for everything that is no key, so that nothing else ever reaches the database or a path. */
  function find(key: string): Key {
    const [, id = '', number] = /^([a-z0-9_]{1,40})(?:@(\d{3,12}))?$/.exec(key) ?? []
    const prompt = catalogue.get(id)
    if (!prompt) throw new AppError('NOT_FOUND')
    return { key, prompt, number }
  }

  /** Audited first: what cannot be audited does not happen. */
  async function makeActive({ key, language, by }: Edit, action: string, version: PromptVersion | null): Promise<void> {
    const details = { language, before: versions.active(key, language)?.version ?? 0, after: version?.version ?? 0, ...(version ? { kind: version.kind, text: version.text, sha256: version.sha256 } : {}) }
    const entry = { actor: by, action, target: `prompt:${key}`, details }
    await audit.write({ ...entry, at: clock.now(), ok: true })
    try {
      await store.activate(key, language, version?.version ?? 0)
    } catch (error) {
      await audit.write({ ...entry, at: clock.now(), ok: false })
      throw error
    }
    await versions.reload()
    void prompts.warm() // speech in the background; the fallback's own copy follows
  }

  /** Adds a version and takes it into use. */
  async function put(edit: Edit, action: string, given: Pick<NewPromptVersion, 'kind'> & Partial<NewPromptVersion>): Promise<PromptVersion> {
    const empty = { text: null, file: null, sha256: null, lengthMs: null }
    const added = await store.add({ ...empty, ...given, prompt: edit.key, language: edit.language, by: edit.by, at: clock.now() })
    await makeActive(edit, action, added)
    return { ...added, active: true }
  }

  /** Runs in turn and gives back its result. */
  async function changing<T>(change: () => Promise<T>): Promise<T> {
    let result: { value: T } | undefined
    await inTurn('edit', async () => {
      result = { value: await change() }
    })
    if (!result) throw new Error('an edit ended without a result')
    return result.value
  }

  async function setText(edit: Edit, text: string): Promise<PromptVersion> {
    checkText(find(edit.key), text, edit.language)
    return await changing(() => put(edit, 'prompt.text', { kind: 'tts', text }))
  }

  async function setRecording(edit: Edit, bytes: Buffer): Promise<PromptVersion> {
    checkRecordable(find(edit.key))
    return await changing(async () => put(edit, 'prompt.upload', { kind: 'upload', ...(await takeRecording(bytes, folders.uploads, tools.sox)) }))
  }

  /** Takes an older version into use again; 0 = the text in config. */
  async function activate(edit: Edit, number: number): Promise<void> {
    find(edit.key)
    await changing(async () => {
      const version = versions.of(edit.key, edit.language).find((one) => one.version === number)
      if (!version && number !== 0) throw new AppError('NOT_FOUND')
      if (version?.file && !(await exists(join(folders.uploads, version.file)))) throw new AppError('NOT_FOUND', { detail: 'the file of this recording is gone' })
      await makeActive(edit, 'prompt.activate', version ?? null)
    })
  }

  /** To listen to: a recording by its version, or what callers hear now, with these or else examples in the gaps. */
  async function listen({ key, language }: Omit<Edit, 'by'>, number?: number, given: Values = {}): Promise<Sound> {
    const { prompt, number: line } = find(key)
    const version = number === undefined ? undefined : versions.of(key, language).find((one) => one.version === number)
    if (number !== undefined && version?.kind !== 'upload') throw new AppError('NOT_FOUND')
    if (version?.file) {
      const file = join(folders.uploads, version.file)
      if (await exists(file)) return { file, lengthMs: version.lengthMs ?? 0 }
      throw new AppError('NOT_FOUND')
    }
    const values = Object.fromEntries(Object.entries({ ...SAMPLE, ...given }).filter(([gap]) => prompt.gaps.includes(gap)))
    const sound = await prompts.preview({ id: prompt.id, values: line === undefined ? values : { ...values, number: line } })
    if (!sound) throw new AppError('UNAVAILABLE', { detail: 'this prompt can not be spoken at the moment' })
    return sound
  }

  /** What is heard in place of a prompt, as it is written: the hotline's own version, else the general one, else the text in config. */
  function words({ id, values }: PromptRef, language: Language): PromptWords {
    const version = versions.pick(id, values['number'], language)
    const text = version?.text ?? catalogue.get(id)?.text[language] ?? ''
    return { text: text.replace(/\{(\w+)\}/g, (gap, name: string) => ({ site: site.name, ...values })[name] ?? gap), recording: version?.kind === 'upload' }
  }

  /** Every prompt, and every hotline's own version of one. */
  function list(language: Language) {
    const own = versions.all().flatMap(({ prompt, language: of }) => (of === language && prompt.includes('@') ? [prompt] : []))
    const missing = prompts.missing()
    return [...catalogue.keys(), ...new Set(own)].map((key) => {
      const { prompt } = find(key)
      const active = versions.active(key, language)
      const text = active?.text ?? prompt.text[language]
      return { id: key, language, text, builtInText: prompt.text[language], use: prompt.use, gaps: [...prompt.gaps], recordable: recordableAs(prompt), missing: missing.some((name) => name === key || name.startsWith(`${key}(`)), active: active?.version ?? 0, versions: [...versions.of(key, language)] }
    })
  }

  return { list, words, listen, setText, setRecording, activate }
}
export type PromptDesk = ReturnType<typeof createPromptDesk>

const invalid = (path: string, message: string): AppError => new AppError('INVALID_REQUEST', { errors: [{ path, message }] })

function checkText({ prompt }: Key, text: string, language: Language): void {
  if (prompt.id === MUSIC) throw invalid('params.id', 'queue_music is music and has no text')
  const allowed = [...new Set(['site', ...prompt.gaps])]
  const strange = gapsIn(text).find((gap) => !allowed.includes(gap) || !Object.hasOwn(GAPS, gap))
  if (strange !== undefined) throw invalid('body.text', `{${strange}} is not known here; allowed: ${allowed.map((gap) => `{${gap}}`).join(' ')}`)
  if (fill(text, { site: '', ...SAMPLE }, language).text.replace(/[,。.?!' -]/g, '') === '') throw invalid('body.text', 'there is nothing to say')
}

/** Whether one recording can do for every call, for every call of one hotline, or for none. */
function recordableAs({ gaps }: Prompt): 'always' | 'per_line' | 'never' {
  if (gaps.some((gap) => PER_CALL.includes(gap))) return 'never'
  return gaps.some((gap) => PER_LINE.includes(gap)) ? 'per_line' : 'always'
}

function checkRecordable({ prompt, number }: Key): void {
  const perCall = prompt.gaps.find((gap) => PER_CALL.includes(gap))
  if (perCall) throw invalid('params.id', `a recording can not say {${perCall}}, which differs from call to call`)
  const perLine = prompt.gaps.find((gap) => PER_LINE.includes(gap))
  if (perLine && number === undefined) throw invalid('params.id', `a recording can not say {${perLine}} for every hotline; record "${prompt.id}@<number>" for one`)
}
