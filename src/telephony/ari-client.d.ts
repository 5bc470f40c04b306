// What we use of two packages without types of their own.

declare module 'ari-client' {
  /** Resolves to an object with one object of operations per resource of Asterisk's api-docs. */
  export function connect(url: string, user: string, password: string): PromiseLike<unknown>
}

declare module 'swagger-client' {
  export interface TransportRequest {
    /** Nickname in Asterisk's api-docs, e.g. "originateWithId"; "document" for the api-docs themselves. */
    operation: string
    method: string
    path: string
    query: { name: string; value: string }[]
    body: string | undefined
  }
  /** Gives the requests of the ari-client connected to `http://<host>` to `transport`; the returned function ends that. */
  export function register(host: string, transport: (request: TransportRequest) => Promise<{ data: string }>): () => void
}
