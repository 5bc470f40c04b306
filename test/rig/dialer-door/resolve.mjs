const BEHIND_THE_DOOR = [['./wiring/dialer.js', '/dist/app.js'], ['../dialer/store.js', '/dist/wiring/dialer.js']]

/** The dialer and its store come with the door around them. */
export async function resolve(/** @type {string} */ specifier, /** @type {{ parentURL?: string }} */ context, /** @type {(specifier: string, context?: object) => Promise<object>} */ next) {
  const own = BEHIND_THE_DOOR.some(([name, from]) => specifier === name && context.parentURL?.endsWith(from ?? ''))
  return await next(own ? new URL('./door.mjs', import.meta.url).href : specifier, context)
}
