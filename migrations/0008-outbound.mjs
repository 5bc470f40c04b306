// Calls placed to the outside, for the limits within an hour and for what is usual; numbers at which other centres
// hand callers over to us (JSON). Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('outbound_calls', (t) => {
    t.string('leg', 150).primary()
    t.bigInteger('at').notNullable().index()
    t.string('agent', 10)
    t.string('purpose', 20).notNullable()
  })
  await db.schema.alterTable('hotlines', (t) => void t.text('transfer_in_numbers').notNullable().defaultTo('[]'))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('hotlines', (t) => void t.dropColumn('transfer_in_numbers'))
  await db.schema.dropTable('outbound_calls')
}
