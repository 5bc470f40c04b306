// What the operator put in place of the texts in config/prompts: every text and recording there ever was, the active
// one marked. `prompt` is a prompt's id, or "<id>@<number>" for one hotline only. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('prompt_versions', (t) => {
    t.string('prompt', 60).notNullable()
    t.string('language', 10).notNullable()
    t.integer('version').notNullable() // from 1 on; 0 is the text in config/prompts and has no row
    t.string('kind', 10).notNullable() // tts | upload
    t.text('text') // of a tts
    t.string('file', 80) // of an upload, below sounds/uploads
    t.string('sha256', 64)
    t.integer('length_ms')
    t.string('created_by', 60).notNullable()
    t.bigInteger('created_at').notNullable()
    t.boolean('active').notNullable().defaultTo(false)
    t.primary(['prompt', 'language', 'version'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('prompt_versions')
}
