/** An answer over HTTP. */
export interface Posted {
  status: number
  /** The beginning of the body. */
  text: string
}

export type Post = (url: string, request: { body: string; headers: Readonly<Record<string, string>>; timeoutMs: number }) => Promise<Posted>

const MAX_BYTES = 16_384

/**
 * POSTs JSON to exactly this address: no redirect is followed, no more than 16 kB of the answer are read.
 * Rejects when there is no answer in time.
 */
export const post: Post = async (url, { body, headers, timeoutMs }) => {
  if (!/^https?:$/.test(new URL(url).protocol)) throw new Error('the address is neither http nor https')
  const answer = await fetch(url, {
    method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  })
  return { status: answer.status, text: await beginningOf(answer.body) }
}

async function beginningOf(body: Response['body']): Promise<string> {
  if (!body) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8')
}
