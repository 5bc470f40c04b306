/** Why these must not be sent, or null. A line break inside a value would be a second command to AMI. */
export function unsendable(fields: Readonly<Record<string, string>>): string | null {
  for (const [key, value] of Object.entries(fields)) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(key)) return `"${key.replace(/[^ -~]/g, '?')}" is no AMI field name`
    if (/[\r\n\0]/.test(value)) return `${key} contains a line break or NUL`
  }
  return null
}
