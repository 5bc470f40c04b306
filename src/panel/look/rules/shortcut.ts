interface Press {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** Whether the keys pressed are those of "Alt+A". Letters and digits go by their place, so that an input method has no say. */
export function matches(keys: string, { key, code, ctrlKey, altKey, shiftKey, metaKey }: Press): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1) ?? ''
  if (metaKey || ctrlKey !== parts.includes('Ctrl') || altKey !== parts.includes('Alt')) return false
  if (/^[A-Z]$/.test(wanted)) return code === `Key${wanted}` && shiftKey === parts.includes('Shift')
  if (/^\d$/.test(wanted)) return (code === `Digit${wanted}` || code === `Numpad${wanted}`) && shiftKey === parts.includes('Shift')
  return key === wanted // a sign such as "?" may need Shift, and on other keyboards not
}

/** Whether what has the focus takes text. */
export function typing(target: unknown): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean; type?: string } | null
  if (element?.isContentEditable === true) return true
  if (element?.tagName === 'INPUT') return !['button', 'checkbox', 'radio', 'submit', 'range', 'file'].includes(element.type ?? '')
  return element?.tagName === 'TEXTAREA' || element?.tagName === 'SELECT'
}
