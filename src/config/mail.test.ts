import { describe, expect, it } from 'vitest'
import { readerOf } from './environment.ts'
import { readMail, readPanelUrl } from './mail.ts'

function read(env: Record<string, string>) {
  const reader = readerOf({ YHT_MAIL_FROM: '12345@example.gov.cn', ...env })
  return { mail: readMail(reader), problems: reader.problems }
}

describe('the mail server', () => {
  it('is none unless it is set', () => {
    expect(read({})).toEqual({ mail: null, problems: [] })
  })

  it.each([
    ['smtp://mail.example.gov.cn', { host: 'mail.example.gov.cn', port: 587, tls: 'upgrade', user: null, password: null }],
    ['smtps://hot:p%40ss@mail.example.gov.cn', { host: 'mail.example.gov.cn', port: 465, tls: 'direct', user: 'hot', password: 'p@ss' }],
    ['smtp://10.0.0.9:25?tls=none', { host: '10.0.0.9', port: 25, tls: 'none', user: null, password: null }],
  ])('is read from %s', (YHT_SMTP, settings) => {
    expect(read({ YHT_SMTP })).toEqual({ mail: { ...settings, from: '12345@example.gov.cn' }, problems: [] })
  })

  it.each(['mail.example.gov.cn', 'http://mail', 'smtp://', 'smtp://mail?tls=maybe', 'smtp://mail/x'])('is not %s', (YHT_SMTP) => {
    expect(read({ YHT_SMTP })).toMatchObject({ mail: null, problems: [expect.stringContaining('YHT_SMTP must be')] })
  })

  it('gets no password in the open, and none is repeated in a complaint', () => {
    const { problems } = read({ YHT_SMTP: 'smtp://hot:secret@mail.example.gov.cn?tls=none', YHT_MAIL_FROM: 'nobody' })
    expect(problems).toEqual([expect.stringContaining('YHT_MAIL_FROM is "nobody"'), expect.stringContaining('in the open')])
    expect(problems.join()).not.toContain('secret')
  })
})

it('links of mails lead to the panel', () => {
  const reader = readerOf({ YHT_PUBLIC_URL: 'https://12345.example.gov.cn/' })
  expect([readPanelUrl(reader, 'http://127.0.0.1:12345'), readPanelUrl(readerOf({}), 'http://127.0.0.1:12345')]).toEqual(['https://12345.example.gov.cn', 'http://127.0.0.1:12345'])
})
