import { startPrivatePostgres } from '../contract/support/postgres.ts'

// Run by the test runner: prints the URL of a private PostgreSQL and keeps it until stdin closes.

const postgres = await startPrivatePostgres()
process.stdout.write(`${postgres.url}\n`)
process.stdin.resume()
process.stdin.on('end', () => void postgres.stop().then(() => process.exit(0)))
