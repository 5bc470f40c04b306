// Records of one kind on given tickets. Without it SQLite reads all of the kind by ticket_records(kind, state, due_at):
// 38 ms at 100,000 tickets, for every step that is searched for later.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('ticket_records', (t) => void t.index(['ticket_id', 'kind']))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('ticket_records', (t) => void t.dropIndex(['ticket_id', 'kind']))
}
