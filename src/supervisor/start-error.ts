/** The start cannot go on: what is wrong, in a sentence, and the command or change that mends it. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly mend: string

  constructor(what: string, mend: string, options?: ErrorOptions) {
    super(what, options)
    this.mend = mend
  }
}
