// What somebody looks at again and again in the list of tickets. `query_sealed` may hold a telephone number or words of a
// matter, so it is encrypted with fieldKey. And the order "changed last" of that list.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('ticket_filters', (t) => {
    t.string('id', 60).primary()
    t.string('owner', 64).notNullable() // account
    t.string('workspace', 60) // null = the centre; shared ones stay inside
    t.boolean('shared').notNullable()
    t.text('name_sealed').notNullable()
    t.text('query_sealed').notNullable() // JSON: as in the address of the list
    t.bigInteger('created_at').notNullable()
    t.bigInteger('updated_at').notNullable()
    t.index(['owner'])
    t.index(['shared', 'workspace'])
  })
  await db.schema.alterTable('tickets', (t) => void t.index(['updated_at', 'id']))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('tickets', (t) => void t.dropIndex(['updated_at', 'id']))
  await db.schema.dropTable('ticket_filters')
}
