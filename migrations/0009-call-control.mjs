// Calls of ours beside those that come to us, and one id of a conversation over several centres.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('calls', (t) => {
    t.string('direction', 10).notNullable().defaultTo('inbound')
    t.string('interaction', 64)
    t.string('from_line', 12)
  })
  await db.schema.alterTable('calls', (t) => t.index(['interaction']))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('calls', (t) => t.dropIndex(['interaction']))
  await db.schema.alterTable('calls', (t) => t.dropColumns('direction', 'interaction', 'from_line'))
}
