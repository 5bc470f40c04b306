const BEHIND_THE_DOOR = ['./outbound/placing.js', './call/fact-sink-store.js']

/** Where the server joins its parts (dist/app.js), these two come with the door around them. */
export async function resolve(/** @type {string} */ specifier, /** @type {{ parentURL?: string }} */ context, /** @type {(specifier: string, context?: object) => Promise<object>} */ next) {
  const own = BEHIND_THE_DOOR.includes(specifier) && context.parentURL?.endsWith('/dist/app.js')
  return await next(own ? new URL('./door.mjs', import.meta.url).href : specifier, context)
}
