// What we use of asterisk-manager 0.2.0, which has no types of its own.

declare module 'asterisk-manager' {
  type Message = Record<string, unknown>
  interface Manager {
    on: (event: string, listener: (message: Message) => void) => void
    removeAllListeners: () => void
    connect: (port: number, host: string, connected: () => void) => void
    login: (done: (refused?: Message) => void) => void
    /** `done` gets the response as first argument too when it says Error. */
    action: (fields: Record<string, string>, done: (refused: Message | undefined, response: Message | undefined) => void) => string
    disconnect: () => void
  }
  export default function manager(...login: [port: undefined, host: string, user: string, password: string, events: boolean]): Manager
}
