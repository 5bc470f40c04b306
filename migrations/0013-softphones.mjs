// Which device an agent has chosen, and the softphones that browsers have signed on. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('agents', (t) => void t.string('device', 10))
  // One for each extension: the tab that has it, and until when. The password is sealed.
  await db.schema.createTable('softphones', (t) => {
    t.string('extension', 10).primary()
    t.string('tab', 64).notNullable()
    t.string('session', 64).notNullable()
    t.text('password_sealed').notNullable()
    t.bigInteger('expires_at').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('softphones')
  await db.schema.alterTable('agents', (t) => void t.dropColumn('device'))
}
