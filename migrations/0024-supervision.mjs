// Supervision counted by kind, letters to departments, the weekly review of the monitoring pool, how centre and departments
// rate each other, complaints about service, typical cases. Times are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('ticket_records', (t) => {
    t.string('what', 20) // type of an order, manner of a reminder, grade in the pool, reason of a complaint
    t.string('target', 10) // whom an order is for: handler, deputy, head, leader
    t.integer('persons').notNullable().defaultTo(0) // talked to (H10)
    t.index(['kind', 'what', 'opened_at'])
  })
  /** 催办单, 督办单: one letter to a department about several of its tickets. */
  await db.schema.createTable('letters', (t) => {
    t.string('id', 40).primary()
    t.string('number', 40).notNullable().unique() // 2026-R-0012
    t.string('kind', 10).notNullable() // reminder, order
    t.string('unit', 10).notNullable()
    t.string('workspace', 60)
    t.text('content_sealed').notNullable()
    t.bigInteger('reply_by')
    t.bigInteger('issued_at').notNullable()
    t.string('issued_by', 60).notNullable()
    t.index(['kind', 'issued_at'])
    t.index(['unit', 'issued_at'])
  })
  await db.schema.createTable('letter_tickets', (t) => {
    t.string('letter_id', 40).notNullable()
    t.string('ticket_id', 60).notNullable()
    t.string('record_id', 80).notNullable().unique()
    t.bigInteger('due_at') // as it was then
    t.primary(['letter_id', 'ticket_id'])
    t.index(['ticket_id'])
  })
  /** 一周一盘点. */
  await db.schema.createTable('pool_reviews', (t) => {
    t.string('id', 40).primary()
    t.string('workspace', 60)
    t.bigInteger('opened_at').notNullable()
    t.string('opened_by', 60).notNullable()
    t.bigInteger('closed_at')
    t.string('closed_by', 60)
    t.integer('entries').notNullable() // in the pool when it began
    t.index(['workspace', 'opened_at'])
  })
  await db.schema.createTable('pool_review_entries', (t) => {
    t.string('review_id', 40).notNullable()
    t.string('ticket_id', 60).notNullable()
    t.string('record_id', 80).notNullable()
    t.string('outcome', 12).notNullable() // kept, struck_off
    t.text('note_sealed').notNullable() // JSON: what was found, who approved
    t.bigInteger('next_at')
    t.bigInteger('at').notNullable()
    t.string('by', 60).notNullable()
    t.primary(['review_id', 'ticket_id'])
  })
  /** Mutual evaluation (G46): one for each ticket, round and pair. */
  await db.schema.createTable('evaluations', (t) => {
    t.string('ticket_id', 60).notNullable()
    t.integer('round').notNullable()
    t.string('kind', 12).notNullable() // centre_lead, lead_co
    t.string('about', 10).notNullable()
    t.string('by_unit', 10) // null = the centre
    t.integer('timeliness')
    t.integer('effect')
    t.integer('cooperation')
    t.text('remark_sealed').notNullable()
    t.bigInteger('rated_at').notNullable()
    t.string('rated_by', 60).notNullable()
    t.bigInteger('changed_at').notNullable()
    t.integer('version').notNullable()
    t.primary(['ticket_id', 'round', 'kind', 'about'])
    t.index(['about', 'rated_at'])
    t.index(['rated_at'])
  })
  /** Complaints about how people were served (J36, H11). */
  await db.schema.createTable('service_complaints', (t) => {
    t.string('id', 40).primary()
    t.string('source', 10).notNullable() // survey, rating, person
    t.string('source_id', 80).unique() // the record or call it came from
    t.string('ticket_id', 60).index()
    t.string('call_id', 60)
    t.string('unit', 10)
    t.string('agent', 10)
    t.string('workspace', 60)
    t.string('reason', 12).notNullable()
    t.string('state', 12).notNullable() // open, answered, upheld, not_upheld
    t.text('content_sealed').notNullable()
    t.bigInteger('opened_at').notNullable()
    t.string('opened_by', 60).notNullable()
    t.bigInteger('due_at').notNullable()
    t.bigInteger('answered_at')
    t.string('answered_by', 60)
    t.text('answer_sealed')
    t.bigInteger('decided_at')
    t.string('decided_by', 60)
    t.text('decision_sealed')
    t.integer('version').notNullable()
    t.index(['state', 'due_at'])
    t.index(['unit', 'state', 'due_at'])
  })
  await db.schema.createTable('typical_cases', (t) => {
    t.string('ticket_id', 60).primary()
    t.string('workspace', 60)
    t.string('category_code', 4)
    t.string('area_code', 12)
    t.text('said_sealed').notNullable() // JSON: lesson, tags
    t.bigInteger('marked_at').notNullable()
    t.string('marked_by', 60).notNullable()
    t.integer('version').notNullable()
    t.index(['category_code', 'marked_at'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['typical_cases', 'service_complaints', 'evaluations', 'pool_review_entries', 'pool_reviews', 'letter_tickets', 'letters']) await db.schema.dropTable(table)
  await db.schema.alterTable('ticket_records', (t) => t.dropIndex(['kind', 'what', 'opened_at']))
  await db.schema.alterTable('ticket_records', (t) => t.dropColumns('what', 'target', 'persons'))
}
