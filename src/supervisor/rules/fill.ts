export type Values = Readonly<Record<string, string | number>>

/** A value would change the meaning of the configuration file, or a template asks for a value that nobody gives. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

// Asterisk's files: a line break starts a new setting, ";" a comment, "\" takes the next character's meaning.
const UNSAFE = /[;\\]|\p{Cc}/u

/** Puts the values into a template's {{names}}. Throws TemplateError. */
export function fill(template: string, values: Values): string {
  return template.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TemplateError(`the template asks for {{${name}}}, which has no value`)
    if (UNSAFE.test(String(value))) throw new TemplateError(`"${value}" cannot be used for {{${name}}}: it contains a line break, ";" or "\\"`)
    return String(value)
  })
}
