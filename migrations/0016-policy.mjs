// Policy values set in the panel, over those of the files. What is not here is as the files say. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('policy_values', (t) => {
    t.string('path', 80).primary() // "queue.maxWaiting"
    t.text('value').notNullable() // JSON
    t.string('set_by', 64).notNullable()
    t.bigInteger('set_at').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('policy_values')
}
