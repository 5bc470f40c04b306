// Files attached to tickets. The bytes lie sealed in YHT_HOME/attachments under the row's id. A removed one leaves its row.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('attachments', (t) => {
    t.string('id', 40).primary()
    t.string('ticket_id', 60).notNullable()
    t.text('name_sealed').notNullable()
    t.string('type', 10).notNullable()
    t.integer('bytes').notNullable()
    t.string('sha256', 64).notNullable()
    t.bigInteger('uploaded_at').notNullable()
    t.string('uploaded_by', 60).notNullable()
    t.bigInteger('removed_at')
    t.string('removed_by', 60)
    t.index(['ticket_id', 'uploaded_at'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('attachments')
}
