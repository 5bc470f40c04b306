/** Why a request was refused or did not arrive. `title` is a sentence in the reader's language. */
export class Problem extends Error {
  override readonly name = 'Problem'
  /** HTTP status; 0 = the server was not reached. */
  readonly status: number
  /** Stable, such as TRANSFER_LIMIT; OFFLINE = the server was not reached. */
  readonly code: string
  readonly title: string
  readonly detail: string
  /** Field path, without "body.", → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>
  readonly retryAfterMs: number | null
  /** Everything the server said: `allowed`, `opensAt` … */
  readonly said: Readonly<Record<string, unknown>>

  constructor({ status, code, title, detail = '', fields = {}, retryAfterMs = null, said = {} }: Partial<Problem> & Pick<Problem, 'status' | 'code' | 'title'>) {
    super(`${code}: ${title}`)
    this.status = status
    this.code = code
    this.title = title
    this.detail = detail
    this.fields = fields
    this.retryAfterMs = retryAfterMs
    this.said = said
  }
}

/** The sentence to show for whatever went wrong. */
export const sentenceOf = (error: unknown): string => (error instanceof Problem ? [error.title, error.detail].filter(Boolean).join(' ') : String(error))
