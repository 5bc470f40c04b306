// Alarms that are kept until somebody has seen them, and for the record afterwards. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('alarms', (t) => {
    t.string('id', 40).primary()
    t.string('kind', 60).notNullable()
    t.string('subject', 80).notNullable() // the number, peer or prompt it is about; "" = the whole house
    t.text('details').notNullable() // JSON, of the last time
    t.bigInteger('first_at').notNullable()
    t.bigInteger('last_at').notNullable()
    t.integer('times').notNullable()
    t.bigInteger('acknowledged_at')
    t.string('acknowledged_by', 60)
    t.index(['acknowledged_at', 'last_at'])
    t.index(['last_at', 'id'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('alarms')
}
