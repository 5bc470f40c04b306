// Files of confidential matters that departments may see: their own, and those the centre has given them.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('attachments', (t) => void t.boolean('for_departments').notNullable().defaultTo(false))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('attachments', (t) => void t.dropColumn('for_departments'))
}
