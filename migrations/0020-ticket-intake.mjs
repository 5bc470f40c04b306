// Matters that come in from other systems, and what these say about matters they work on. Times are Unix ms; …_sealed is
// encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('tickets', (t) => {
    t.string('source', 32) // the system it came from; null = a call, or taken in here
  })
  /** One row for each matter of a source: the same reference is the same matter, however often it comes. */
  await db.schema.createTable('intake_tickets', (t) => {
    t.string('source', 32).notNullable()
    t.string('reference', 60).notNullable()
    t.string('ticket_id', 60).notNullable().unique()
    t.string('ticket_no', 20).notNullable()
    t.string('fingerprint', 64).notNullable()
    t.text('submitter_sealed') // JSON: who handed it in for the citizen; null = the citizen
    t.bigInteger('received_at').notNullable()
    t.boolean('accepted').notNullable() // handed in; false = kept as a draft because something is missing
    t.primary(['source', 'reference'])
  })
  /** What another system has said about a matter it works on; each message counts once. */
  await db.schema.createTable('exchange_messages', (t) => {
    t.string('hotline', 20).notNullable()
    t.string('id', 80).notNullable()
    t.string('ticket_no', 20).notNullable()
    t.bigInteger('received_at').notNullable()
    t.primary(['hotline', 'id'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('exchange_messages')
  await db.schema.dropTable('intake_tickets')
  await db.schema.alterTable('tickets', (t) => void t.dropColumn('source'))
}
