import { parentPort, workerData } from 'node:worker_threads'
import pdfMake from 'pdfmake'

// The thread that src/ticket/print/pdf.ts prints on: reading the type takes half a second, in which calls must not wait.
// Plain JavaScript, as everything that is started by its file.

/** @typedef {{ id: number, sheet: { foot: { text: string, page: string } } & Record<string, unknown> }} ToPrint */

const { regular, bold } = /** @type {{ regular: [string, string], bold: [string, string] }} */ (workerData)
const files = new Set([regular[0], bold[0]])
pdfMake.setFonts({ cjk: { normal: regular, bold, italics: regular, bolditalics: bold } })
// Whatever stands on a ticket, nothing is fetched and no other file is read.
pdfMake.setUrlAccessPolicy(() => false)
pdfMake.setLocalAccessPolicy((/** @type {string} */ path) => files.has(path))

parentPort?.on('message', async (/** @type {ToPrint} */ { id, sheet: { foot, ...definition } }) => {
  const footer = (/** @type {number} */ page, /** @type {number} */ pages) => ({
    columns: [{ text: foot.text }, { text: foot.page.replace('{page}', String(page)).replace('{pages}', String(pages)), alignment: 'right', width: 90 }],
    margin: [40, 8, 40, 0], fontSize: 8, color: '#555555',
  })
  try {
    parentPort?.postMessage({ id, pdf: await pdfMake.createPdf({ ...definition, footer }).getBuffer() })
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) })
  }
})
