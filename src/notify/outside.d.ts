// What we use of packages that bring no types of their own for our way of reading them.
declare module 'nodemailer' {
  export interface Transport {
    sendMail: (mail: Readonly<Record<string, unknown>>) => Promise<unknown>
    close: () => void
  }
  export function createTransport(settings: Readonly<Record<string, unknown>>): Transport
}
