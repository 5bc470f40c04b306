// Tries to call citizens back, by the machine and by people: when, how each ended, and what was said, kept after every key. Times
// are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('survey_tries', (t) => {
    t.string('ticket_id', 60).notNullable()
    t.integer('round').notNullable()
    t.string('key', 80).notNullable() // the call; of a person's try, the version of the ticket it made
    t.bigInteger('at').notNullable()
    t.string('mode', 6).notNullable() // auto, human
    t.string('by', 60) // account; null = the machine
    t.string('call_id', 60)
    t.string('end', 16) // null = it goes on
    t.text('said_sealed') // JSON of the form's answers
    t.boolean('message').notNullable().defaultTo(false) // spoken, in the recording of the call
    t.primary(['ticket_id', 'round', 'key'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('survey_tries')
}
