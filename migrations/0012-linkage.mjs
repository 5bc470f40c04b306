// What was done together with 110, 119, 120, 122 and platforms: calls to them and from them, and orders sent to them.
// And what a call leaves on its ticket. Times are Unix ms; …_sealed is encrypted.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('linkages', (t) => {
    t.string('id', 100).primary()
    t.string('direction', 3).notNullable() // out | in
    t.string('peer', 40).notNullable() // "110", or a platform's id
    t.string('mode', 12).notNullable() // voice | three_way | order
    t.string('call_id', 40)
    t.string('ticket_no', 24) // of an order; of calls it is found by the call
    t.string('agent', 10)
    t.string('requested_by', 60) // who sent the order
    t.bigInteger('requested_at').notNullable()
    t.bigInteger('acknowledged_at')
    t.bigInteger('ended_at')
    t.string('result', 20)
    t.string('reference', 120)
    t.integer('attempts').notNullable()
    t.text('place_sealed')
    t.text('summary_sealed')
    t.index(['requested_at', 'id'])
    t.index(['peer', 'requested_at'])
    t.index(['call_id'])
    t.index(['ticket_no'])
  })
  /** Each ringing counts once, however often it is told. */
  await db.schema.createTable('linkage_legs', (t) => {
    t.string('leg', 150).primary()
    t.string('linkage_id', 100).notNullable()
    t.bigInteger('ended_at')
  })
  /** Orders on their way: the row is the outbox, written with the linkage. */
  await db.schema.createTable('linkage_orders', (t) => {
    t.string('linkage_id', 100).primary()
    t.string('peer', 40).notNullable()
    t.text('body_sealed').notNullable()
    t.string('state', 20).notNullable() // waiting | sending | delivered | acknowledged | dead
    t.bigInteger('run_at').notNullable() // next try; while sending: when another may take it over
    t.bigInteger('expires_at').notNullable()
    t.integer('fence').notNullable() // counts the tries; a try may only end its own
    t.text('error')
    t.index(['state', 'run_at'])
  })
  await db.schema.alterTable('tickets', (t) => {
    t.string('disposition', 20) // three_way
    t.string('suggested_unit', 20)
    t.bigInteger('agent_since')
  })
  /** Calls of a ticket besides the one that opened it. */
  await db.schema.createTable('ticket_calls', (t) => {
    t.string('call_id', 40).primary()
    t.string('ticket_no', 24).notNullable().index()
  })
  await db.schema.createTable('ticket_participants', (t) => {
    t.string('leg', 150).primary()
    t.string('call_id', 40).notNullable().index()
    t.string('kind', 10).notNullable() // seat | outside
    t.string('party', 40).notNullable()
    t.string('name', 120).notNullable()
    t.string('purpose', 12).notNullable()
    t.bigInteger('joined_at').notNullable()
    t.bigInteger('ended_at')
  })
  await db.schema.createTable('ticket_notes', (t) => {
    t.string('id', 200).primary()
    t.string('call_id', 40).notNullable().index()
    t.bigInteger('at').notNullable()
    t.string('kind', 30).notNullable()
    t.text('details').notNullable() // JSON
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['ticket_notes', 'ticket_participants', 'ticket_calls']) await db.schema.dropTable(table)
  await db.schema.alterTable('tickets', (t) => t.dropColumns('disposition', 'suggested_unit', 'agent_since'))
  for (const table of ['linkage_orders', 'linkage_legs', 'linkages']) await db.schema.dropTable(table)
}
