import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The figures other parts keep; names follow Prometheus' conventions (unit in the name, seconds). */
export interface Metrics {
  registry: Registry
  waitingCalls: Gauge
  talkingCalls: Gauge
  /** state */
  agents: Gauge<'state'>
  /** outcome */
  calls: Counter<'outcome'>
  /** From "an agent and a caller are there" to the agent's phone being asked, in seconds. */
  offerLatency: Histogram
  /** From arrival to the agent's answer, in seconds. */
  answerWait: Histogram
  /** outcome: ok, gone, refused, timeout, lost */
  ariCommands: Counter<'outcome'>
  journalFlush: Histogram
  /** kind: unknown_number, recording_truncated … */
  alarms: Counter<'kind'>
  /** purpose: emergency, in_call, callback, own */
  outbound: Counter<'purpose'>
  /** why: what the number plan or a limit says */
  outboundRefused: Counter<'why'>
  /** method, route (the pattern, never the address asked for), status */
  requests: Histogram<'method' | 'route' | 'status'>
  panels: Gauge
  /** directive: what a page of ours was kept from loading or running */
  cspReports: Counter<'directive'>
}

/** A registry of its own, so that two servers in one process (tests) do not meet. Node's own figures are added with `withProcess`. */
export function createMetrics({ withProcess = false } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const gauge = (name: string, help: string) => new Gauge({ name: `yht_${name}`, help, registers })
  const seconds = (name: string, help: string, buckets: number[]) => new Histogram({ name: `yht_${name}_seconds`, help, buckets, registers })
  if (withProcess) collectDefaultMetrics({ register: registry })
  watchLoop(registry)
  return {
    registry,
    waitingCalls: gauge('waiting_calls', 'Callers in the queue now'),
    talkingCalls: gauge('talking_calls', 'Callers connected to an agent now'),
    agents: new Gauge({ name: 'yht_agents', help: 'Agents by state now', labelNames: ['state'], registers }),
    calls: new Counter({ name: 'yht_calls_total', help: 'Ended calls by outcome', labelNames: ['outcome'], registers }),
    offerLatency: seconds('offer_latency', 'From a match to the ringing command', [0.001, 0.002, 0.004, 0.01, 0.025, 0.05, 0.1, 0.5, 1]),
    answerWait: seconds('answer_wait', 'From arrival to the answer of an agent', [1, 5, 10, 15, 20, 30, 60, 120, 300]),
    ariCommands: new Counter({ name: 'yht_ari_commands_total', help: 'Commands to Asterisk by outcome', labelNames: ['outcome'], registers }),
    journalFlush: seconds('journal_flush', 'One write of the call journal to the disk', [0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 5]),
    alarms: new Counter({ name: 'yht_alarms_total', help: 'Alarms by kind', labelNames: ['kind'], registers }),
    outbound: new Counter({ name: 'yht_outbound_calls_total', help: 'Calls placed to the outside by purpose', labelNames: ['purpose'], registers }),
    outboundRefused: new Counter({ name: 'yht_outbound_refused_total', help: 'Calls to the outside that were refused', labelNames: ['why'], registers }),
    requests: new Histogram({
      name: 'yht_http_request_seconds', help: 'HTTP requests by method, route and status', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers,
    }),
    panels: gauge('panels', 'Panels connected by socket'),
    cspReports: new Counter({ name: 'yht_csp_reports_total', help: 'Violations of the content security policy told by browsers', labelNames: ['directive'], registers }),
  }
}

/** How late the event loop runs (p99 since the last look): the first sign of a server with too much to do. */
function watchLoop(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  new Gauge({
    name: 'yht_loop_lag_seconds',
    help: 'Event loop delay, p99 since the last scrape',
    registers: [registry],
    collect() {
      this.set(delay.count === 0 ? 0 : delay.percentile(99) / 1e9)
      delay.reset()
    },
  })
}
