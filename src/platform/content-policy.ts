/**
 * What a page may load and run (Content Security Policy Level 3): our own files and nothing else. A page of the panel
 * has a nonce for the style sheets that Ant Design makes while it runs. Violations are told to /csp-report.
 */
export function contentPolicy(styleNonce?: string): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': styleNonce === undefined ? "'self'" : `'self' 'nonce-${styleNonce}'`,
    'img-src': "'self' data:",
    'media-src': "'self' blob:",
    'connect-src': "'self'",
    'font-src': "'self'",
    'manifest-src': "'self'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'report-uri': CSP_REPORTS,
  }
  return Object.entries(directives).map(([name, value]) => `${name} ${value}`).join(';')
}

export const CSP_REPORTS = '/csp-report'
