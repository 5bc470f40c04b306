// What agents wish and are, for the next start; and every change of state, for the reports. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('agents', (t) => {
    t.string('extension', 10).primary()
    t.string('wish', 20).notNullable()
    t.string('wish_reason', 20)
    t.string('state', 20).notNullable()
    t.string('reason', 20)
    t.bigInteger('since').notNullable()
    t.bigInteger('idle_since')
    t.bigInteger('acw_until')
    t.string('call_id', 40)
  })
  // Append-only.
  await db.schema.createTable('agent_states', (t) => {
    t.bigIncrements('position')
    t.string('extension', 10).notNullable()
    t.bigInteger('at').notNullable()
    t.string('state', 20).notNullable()
    t.string('reason', 20)
    t.string('call_id', 40)
    t.index(['at'])
    t.index(['extension', 'at'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('agent_states')
  await db.schema.dropTable('agents')
}
