/** The page's nonce for style sheets made while it runs; undefined where the page has none. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

// Parts of Ant Design (the lock of the scroll bar under a dialog, the measure of its width) make style sheets without
// asking for the nonce. What our own scripts make is allowed; markup that somebody typed never comes through here.
if (nonce !== undefined) {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
