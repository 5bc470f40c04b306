// Full-text search of tickets whose texts are sealed. `grams` are the first 32 bits of keyed hashes of pairs of characters
// and of words (docs/decisions/0020-ticket-search.md); nothing can be read out of them. `doc` = opened_at × 2048 + a
// number that tells those of one millisecond apart, so that its order is that of the lists.

/** @param {import('knex').Knex} db */
export async function up(db) {
  const isPostgres = db.client.config.client === 'pg'
  await db.schema.createTable('ticket_search', (t) => {
    if (isPostgres) t.bigInteger('doc').primary()
    else t.integer('doc').primary() // the row's own number in SQLite
    t.string('ticket_id', 60).notNullable().unique()
    if (isPostgres) t.specificType('grams', 'integer[]').notNullable()
    else t.text('grams').notNullable() // as the index has them: hex, with spaces between
  })
  if (isPostgres) await db.raw('CREATE INDEX ticket_search_grams ON ticket_search USING gin (grams)')
  // The table keeps the words, the index only where they are.
  else await db.raw(`CREATE VIRTUAL TABLE ticket_grams USING fts5(grams, content='ticket_search', content_rowid='doc', detail=none, columnsize=0, tokenize='ascii')`)
  await db.schema.alterTable('tickets', (t) => void t.index(['due_at', 'id']))
  // What is overdue is a few among very many that were answered long ago.
  await db.raw('CREATE INDEX tickets_unanswered ON tickets (due_at, id) WHERE feedback_at IS NULL AND due_at IS NOT NULL')
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.raw('DROP INDEX tickets_unanswered')
  await db.schema.alterTable('tickets', (t) => void t.dropIndex(['due_at', 'id']))
  if (db.client.config.client !== 'pg') await db.schema.dropTable('ticket_grams')
  await db.schema.dropTable('ticket_search')
}
