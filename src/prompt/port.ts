/** A prompt and what is said in its gaps: {line}, {number}, {n}, {cancelDate} … Values are plain text; how they are spoken is prompt/rules/spoken.ts. */
export interface PromptRef {
  id: string
  values: Readonly<Record<string, string>>
}

export interface Prompts {
  /**
   * The sounds of a prompt as Asterisk media URIs ("sound:/abs/path" without extension) and their total length.
   * Never empty and never rejects: what is missing falls back to a spoken general notice, and is reported.
   */
  media: (prompt: PromptRef) => Promise<{ media: readonly string[]; lengthMs: number }>
}
