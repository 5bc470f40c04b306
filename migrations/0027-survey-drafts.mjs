// Call-backs that somebody is doing now: what the citizen has said so far, kept after every answer. Gone once the ticket is
// told what came of it. Times are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('survey_drafts', (t) => {
    t.string('ticket_id', 60).primary()
    t.integer('round').notNullable()
    t.string('by', 60).notNullable()
    t.bigInteger('begun_at').notNullable()
    t.bigInteger('saved_at').notNullable().index()
    t.string('call_id', 60)
    t.text('answers_sealed').notNullable() // JSON
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('survey_drafts')
}
