// What agents write on tickets, their history, and what was merged into them. Times are Unix ms; …_sealed is encrypted,
// …_index is a keyed hash for comparing.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('tickets', (t) => {
    t.string('title', 100).notNullable().defaultTo('')
    t.string('type', 20)
    t.string('category_code', 4)
    t.string('area_code', 12)
    t.string('urgency', 10).notNullable().defaultTo('normal')
    t.boolean('confidential').notNullable().defaultTo(false)
    t.text('written_sealed') // JSON: the other fields, which are or may hold personal data
    t.string('contact_index', 64)
    t.string('place_index', 64)
    t.string('subject_index', 64)
    t.integer('repeat_count').notNullable().defaultTo(0)
    t.string('merged_into', 24)
    t.string('external_no', 60)
    t.bigInteger('accepted_at')
    t.bigInteger('closed_at')
    t.string('close_reason', 30)
    t.string('opened_by', 60) // account; null = an answered call
    t.index(['contact_index', 'opened_at'])
    t.index(['category_code', 'area_code', 'opened_at'])
    t.index(['state', 'opened_at'])
  })
  /** Only added to. The opening is the ticket itself. */
  await db.schema.createTable('ticket_events', (t) => {
    t.string('ticket_id', 60).notNullable()
    t.integer('seq').notNullable()
    t.bigInteger('at').notNullable()
    t.string('actor', 60).notNullable()
    t.string('event', 30).notNullable()
    t.string('from_state', 30).notNullable()
    t.string('to_state', 30).notNullable()
    t.string('reason', 30)
    t.string('other_no', 24)
    t.text('note_sealed')
    t.primary(['ticket_id', 'seq'])
  })
  /** What was merged into a ticket. */
  await db.schema.createTable('ticket_supplements', (t) => {
    t.string('from_id', 60).primary() // the ticket that said it, which is merged into one only
    t.string('ticket_id', 60).notNullable().index()
    t.string('from_no', 24).notNullable()
    t.string('call_id', 40)
    t.string('agent', 10)
    t.bigInteger('at').notNullable()
    t.text('text_sealed').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('ticket_supplements')
  await db.schema.dropTable('ticket_events')
  await db.schema.alterTable('tickets', (t) => {
    t.dropIndex(['contact_index', 'opened_at'])
    t.dropIndex(['category_code', 'area_code', 'opened_at'])
    t.dropIndex(['state', 'opened_at'])
  })
  await db.schema.alterTable('tickets', (t) =>
    t.dropColumns('title', 'type', 'category_code', 'area_code', 'urgency', 'confidential', 'written_sealed', 'contact_index', 'place_index', 'subject_index', 'repeat_count', 'merged_into', 'external_no', 'accepted_at', 'closed_at', 'close_reason', 'opened_by'),
  )
}
