import { describe, expect, it } from 'vitest'
import type { ReviewItem, ReviewPapers, SocialReviewDetail, VoteChoice } from '../../src/contract/social-review.ts'
import type { AppError } from '../../src/platform/errors.ts'
import type { TicketNo } from '../../src/contract/ticket.ts'
import type { Answer } from './support/http.ts'
import { databases } from './support/databases.ts'
import { type SessionCity as City, sessionCities } from './support/sessions.ts'

const city = sessionCities()
const reviewOf = ({ body, status }: Answer): SocialReviewDetail => {
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body as unknown as SocialReviewDetail
}

/** Fed back lawfully, disliked, and before the reviewers. */
async function inReview(place: City, fields: Parameters<City['dissatisfied']>[0] = {}): Promise<TicketNo> {
  const ticketNo = await place.dissatisfied(fields)
  await place.by('unit/HB', ticketNo, { event: 'requestSocialReview', basis: '程序合法，已向王小明解释' })
  await place.by('supervisor', ticketNo, { event: 'decideSocialReview', approved: true, note: '' })
  return ticketNo
}

/** Three reviewers with accounts, the second of the department GA. */
async function reviewers({ api }: City, ...units: (string | null)[]): Promise<string[]> {
  const made: string[] = []
  for (const [n, unit] of (units.length > 0 ? units : [null, null, null]).entries()) {
    const { body, status } = await api('supervisor', 'POST', '/social-reviewers', { name: `评议员${n + 1}`, fields: ['环保'], phone: '13900000001', unit, username: `reviewer${n + 1}` })
    expect(status, JSON.stringify(body)).toBe(201)
    made.push(String(body['id']))
  }
  return made
}

async function session({ api }: City, invited: readonly string[], ...tickets: string[]): Promise<{ id: string; items: ReviewItem[] }> {
  const { id } = reviewOf(await api('supervisor', 'POST', '/social-reviews', { startsAt: '2026-11-25T15:00:00+08:00', place: '评议室', reviewers: invited }))
  for (const ticketNo of tickets) reviewOf(await api('supervisor', 'POST', `/social-reviews/${id}/items`, { ticketNo }))
  return { id, items: reviewOf(await api('supervisor', 'POST', `/social-reviews/${id}/open`, { version: 1 })).items }
}
const votes = async ({ api }: City, path: string, ...choices: VoteChoice[]): Promise<Answer[]> => await Promise.all(choices.map(async (choice, n) => await api(`reviewer${n + 1}`, 'POST', `${path}/vote`, { choice })))

describe.each(databases)('social review on $on', ({ open: opens }) => {
  it('unreasonable: explained to the citizen first, then closed and out of the assessment (A-G13, G20, T29)', async () => {
    const place = await city(await opens())
    const ticketNo = await inReview(place)
    const { id, items: [item] } = await session(place, await reviewers(place), ticketNo)
    const path = `/social-reviews/${id}/items/${item?.id}`
    expect((await votes(place, path, 'unreasonable', 'reasonable')).map(({ status }) => status)).toEqual([200, 200])
    // Sealed: neither the table nor whoever runs the session tells before the end.
    expect(JSON.stringify(await place.db('social_review_votes'))).not.toMatch(/reasonable/)
    const running = reviewOf(await place.api('supervisor', 'GET', `/social-reviews/${id}`)).items[0]
    expect([running?.votes, running?.tally, running?.ballots.map(({ choice }) => choice)]).toEqual([2, null, [null, null, null]])
    expect((await place.api('supervisor', 'POST', `${path}/votes`, { reviewer: running?.ballots.find(({ votedAt }) => votedAt === null)?.reviewer, choice: 'unreasonable' })).status).toBe(200)
    const ended = reviewOf(await place.api('supervisor', 'POST', `${path}/end`, {})).items[0]
    expect(ended).toMatchObject({ state: 'to_explain', result: 'unreasonable', tally: { reasonable: 1, unreasonable: 2, abstain: 0 } })
    expect(ended?.ballots.map(({ recordedBy, choice }) => [recordedBy, choice])).toEqual(expect.arrayContaining([['supervisor', 'unreasonable'], [null, 'unreasonable'], [null, 'reasonable']]))
    expect(await place.show(ticketNo)).toMatchObject({ state: 'social_review', exempt: false })
    expect((await place.api('supervisor', 'POST', `${path}/explanation`, { at: '2027-11-25T16:00:00+08:00', manner: 'phone', by: '班长', text: '已解释' })).status).toBe(400)
    const told = { at: '2026-11-23T14:00:01+08:00', manner: 'phone', by: '班长', text: '已说明评议结论和依据' }
    expect(reviewOf(await place.api('supervisor', 'POST', `${path}/explanation`, told)).items[0]).toMatchObject({ state: 'decided', explanation: { manner: 'phone', text: '已说明评议结论和依据' } })
    expect(await place.show(ticketNo)).toMatchObject({ state: 'closed', closeReason: 'social_review', exempt: true, reasonable: 'unreasonable' })
    expect((await place.show(ticketNo)).timeline.at(-1)).toMatchObject({ event: 'verdict', note: '已说明评议结论和依据' })
    const { body } = await place.api('supervisor', 'GET', '/social-reviews/statistics?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z')
    expect(body).toEqual({ sessions: 1, items: 1, decided: 1, reasonable: 0, unreasonable: 1, carriedOver: 0, reasonableShare: 0 })
  })

  it('has no verdict but that of the votes: nobody enters one beside the session, nor without one', async () => {
    const place = await city(await opens())
    const ticketNo = await inReview(place)
    const byHand = { event: 'verdict', reasonable: true, votesFor: 3, votesAgainst: 0, explanation: '', chair: '区长', heldAt: place.now() - 1_000, minutes: '三票认为合理' }
    const why = async (): Promise<unknown> => await place.by('supervisor', ticketNo, byHand).then(() => 'taken', ({ code, details }: AppError) => [code, details['errors']])
    expect(await why()).toEqual(['TICKET_INCOMPLETE', [expect.objectContaining({ path: 'event', why: 'noSession' })]])
    expect((await place.show(ticketNo)).allowedEvents).not.toContain('verdict')
    place.limits.socialReviewOnPaper = true
    const { id } = reviewOf(await place.api('supervisor', 'POST', '/social-reviews', { startsAt: '2026-11-25T15:00:00+08:00', place: '评议室', reviewers: await reviewers(place) }))
    const [item] = reviewOf(await place.api('supervisor', 'POST', `/social-reviews/${id}/items`, { ticketNo })).items
    expect(await why()).toEqual(['TICKET_INCOMPLETE', [expect.objectContaining({ path: 'event', why: 'sessionDecides' })]])
    reviewOf(await place.api('supervisor', 'DELETE', `/social-reviews/${id}/items/${item?.id}`))
    expect(await why()).toBe('taken')
    const { state, records } = await place.show(ticketNo)
    expect([state, records.findLast(({ kind }) => kind === 'social_review')?.data]).toMatchObject(['handling', { votesFor: 3, chair: '区长', minutes: '三票认为合理' }])
  })

  it('reasonable: back to the department at once, two steps further up (G20, T28)', async () => {
    const place = await city(await opens())
    const ticketNo = await inReview(place)
    const { id, items: [item] } = await session(place, await reviewers(place), ticketNo)
    const path = `/social-reviews/${id}/items/${item?.id}`
    await votes(place, path, 'reasonable', 'reasonable', 'unreasonable')
    expect(reviewOf(await place.api('supervisor', 'POST', `${path}/end`, {})).items[0]).toMatchObject({ state: 'decided', result: 'reasonable' })
    const ticket = await place.show(ticketNo)
    expect([ticket.state, ticket.round, ticket.records.findLast(({ kind }) => kind === 'supervision')?.data['type']]).toEqual(['handling', 1, 'written'])
  })

  it('is only for what the department handled lawfully (A-G15), and only on the agenda while it waits for it', async () => {
    const place = await city(await opens())
    const ticketNo = await place.dissatisfied({ lawfulBasis: '' })
    await expect(place.by('unit/HB', ticketNo, { event: 'requestSocialReview', basis: '已解释' })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE' })
    const { id } = reviewOf(await place.api('supervisor', 'POST', '/social-reviews', { startsAt: '2026-11-25T15:00:00+08:00', place: '评议室' }))
    expect((await place.api('supervisor', 'POST', `/social-reviews/${id}/items`, { ticketNo })).body).toMatchObject({ code: 'NOT_FOR_SESSION' })
    expect((await place.api('supervisor', 'POST', `/social-reviews/${id}/open`, { version: 1 })).body).toMatchObject({ code: 'REVIEWERS_ODD' })
  })

  it('has votes once each, from those who were invited and have no interest, until voting is over', async () => {
    const place = await city(await opens())
    const ticketNo = await inReview(place)
    const pool = await reviewers(place, null, 'HB', null, null)
    expect((await place.api('supervisor', 'POST', '/social-reviews', { startsAt: '2026-11-25T15:00:00+08:00', place: 'x', reviewers: pool })).body).toMatchObject({ code: 'REVIEWERS_ODD' })
    const { id, items: [item] } = await session(place, pool.slice(0, 3), ticketNo)
    expect([item?.entitled, item?.ballots.map(({ conflict }) => conflict).filter(Boolean)]).toEqual([2, [true]])
    const path = `/social-reviews/${id}/items/${item?.id}`
    expect((await place.api('reviewer2', 'POST', `${path}/vote`, { choice: 'reasonable' })).body).toMatchObject({ code: 'CONFLICT_OF_INTEREST' })
    expect((await place.api('reviewer4', 'POST', `${path}/vote`, { choice: 'reasonable' })).body).toMatchObject({ code: 'SESSION_NOT_FOUND' })
    expect((await place.api('supervisor', 'POST', `${path}/votes`, { reviewer: pool[3], choice: 'reasonable' })).body).toMatchObject({ code: 'REVIEWER_NOT_FOUND' })
    const twice = await Promise.all([1, 2, 3, 4].map(async () => await place.api('reviewer1', 'POST', `${path}/vote`, { choice: 'reasonable' })))
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect((await place.api('supervisor', 'POST', `${path}/votes`, { reviewer: pool[0], choice: 'abstain' })).body).toMatchObject({ code: 'ALREADY_VOTED' })
    expect((await place.api('reviewer3', 'POST', `${path}/vote`, { choice: 'unreasonable' })).status).toBe(200)
    // Two of three: no quorum. The next session has it, and may put it on its agenda.
    expect(reviewOf(await place.api('supervisor', 'POST', `${path}/end`, {})).items[0]).toMatchObject({ state: 'carried_over', result: 'no_quorum' })
    expect((await place.api('reviewer3', 'POST', `${path}/vote`, { choice: 'reasonable' })).body).toMatchObject({ code: 'WRONG_SESSION_STATE' })
    expect((await place.show(ticketNo)).state).toBe('social_review')
    expect((await session(place, [pool[0] ?? '', pool[2] ?? '', pool[3] ?? ''], ticketNo)).items).toHaveLength(1)
  })

  it('shows reviewers what is laid before them and nothing else, without who the citizen is', async () => {
    const place = await city(await opens())
    const [ticketNo, secret] = [await inReview(place), await inReview(place, { confidential: true })]
    const pool = await reviewers(place, null, null, null, null)
    const { id, items } = await session(place, pool.slice(0, 3), ticketNo, secret)
    const own = reviewOf(await place.api('reviewer1', 'GET', `/social-reviews/${id}`))
    expect([own.reviewers, own.items.map(({ ballots, mine }) => [ballots, mine])]).toEqual([[], [[[], { conflict: false, choice: null }], [[], { conflict: false, choice: null }]]])
    const papers = await place.api('reviewer1', 'GET', `/social-reviews/${id}/items/${items[0]?.id}/papers`)
    expect(papers.body as unknown as ReviewPapers).toMatchObject({ lawfulBasis: '《噪声污染防治法》第二条', request: '程序合法，已向诉求人解释', publicReply: '经检测符合标准', content: '诉求人反映楼下夜间施工，电话 ***', said: { satisfied: 'dissatisfied', note: '诉求人说仍然吵' } })
    expect(papers.text).not.toMatch(/王小明|13700001111/)
    expect((await place.api('reviewer1', 'GET', `/social-reviews/${id}/items/${items[1]?.id}/papers`)).body).toMatchObject({ content: null, said: { note: '' } })
    expect((await place.api('reviewer4', 'GET', `/social-reviews/${id}`)).status).toBe(404)
    expect((await place.api('reviewer4', 'GET', '/social-reviews')).body['items']).toEqual([])
    expect((await place.api('reviewer1', 'GET', '/social-reviewers')).status).toBe(403)
    // Their own number is masked in the pool; asking for it is on record.
    expect((await place.api('supervisor', 'GET', '/social-reviewers')).text).not.toContain('13900000001')
    expect((await place.api('supervisor', 'GET', `/social-reviewers/${pool[0]}`)).body['phone']).toBe('13900000001')
    expect(place.audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['socialReviewer.show', 'socialReview.papers']))
  })

  it('a social supervisor reads a draw of finished tickets and remarks on them; the supervisor is told (Z15)', async () => {
    const place = await city(await opens())
    const [plain, secret] = [await place.dissatisfied(), await place.dissatisfied({ confidential: true })]
    for (const ticketNo of [plain, secret]) await place.by('callback', ticketNo, { event: 'judge', reasonable: false, explanation: '已向王小明解释' })
    await reviewers(place)
    const drawn = await place.api('reviewer1', 'GET', '/ticket-samples')
    expect(drawn.body['items']).toMatchObject([{ ticketNo: plain }])
    const shown = await place.api('reviewer1', 'GET', `/ticket-samples/${plain}`)
    expect([shown.status, /王小明|13700001111/.test(shown.text)]).toEqual([200, false])
    expect((await place.api('reviewer1', 'GET', `/ticket-samples/${secret}`)).status).toBe(404)
    expect((await place.api('reviewer9', 'GET', '/ticket-samples')).status).toBe(403)
    expect((await place.api('reviewer1', 'POST', `/ticket-samples/${plain}/remarks`, { text: '答复过于笼统' })).status).toBe(201)
    expect((await place.api('supervisor', 'GET', '/ticket-remarks')).body['items']).toMatchObject([{ ticketNo: plain, text: '答复过于笼统', username: 'reviewer1' }])
    expect((await place.notices.list({ userId: 's', username: 's', role: 'supervisor', extension: null, department: null }, { limit: 50 })).items.map(({ kind, ticketNo }) => [kind, ticketNo])).toContainEqual(['remark', plain])
    expect((await place.api('reviewer2', 'GET', '/ticket-remarks')).body['items']).toEqual([])
  })
})
