import { defineConfig } from 'vitest/config'

const slow = { testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false, pool: 'forks' as const }
// Each file has a product of its own, on ports of its own, and mostly waits for prompts and phones to ring.
const sideBySide = (maxWorkers: number) => ({ ...slow, fileParallelism: true, maxWorkers })

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: process.env['YHT_TEST_REPORT'] ?? 'var/test/vitest.json' }]],
    projects: [
      // They share nothing but modules without state: one load of them is enough.
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/rig/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...sideBySide(2) } },
      { test: { name: 'asterisk', include: ['test/asterisk/**/*.test.ts'], ...sideBySide(3) } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...sideBySide(2) } },
      { test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], ...slow } },
    ],
  },
})
