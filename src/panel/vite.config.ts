import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'

/** The panel is built into dist/panel and served by the server itself (src/panel-pages); nothing comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react(), compressed()],
  // The server puts a fresh value in for each page it sends.
  html: { cspNonce: '%NONCE%' },
  build: { outDir: join(import.meta.dirname, '../../dist/panel'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1_500, reportCompressedSize: false },
  logLevel: 'warn',
})
