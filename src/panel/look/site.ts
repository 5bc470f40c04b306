/** Name of the site, as the server wrote it into the page. */
export const site = document.querySelector<HTMLMetaElement>('meta[name="yht-site"]')?.content ?? ''
