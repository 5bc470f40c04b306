// Calls to the citizen about a ticket, made through the server: who asked, why, and what came of it. Told by the facts of
// the calls; the call itself stands in `calls`. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('ticket_contacts', (t) => {
    t.string('call_id', 40).primary()
    t.string('ticket_no', 20).notNullable().index()
    t.string('asked_by', 64) // account; null = the server itself
    t.string('unit', 20) // department; null = the centre
    t.text('reason_sealed').notNullable()
    t.bigInteger('at').notNullable()
    t.bigInteger('answered_at')
    t.bigInteger('ended_at')
    t.string('outcome', 20)
    t.index(['asked_by', 'at'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('ticket_contacts')
}
