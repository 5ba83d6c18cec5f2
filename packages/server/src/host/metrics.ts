import type { ContentProblem, RequestLog } from '@firsthandapi/engine';
import type { RefusalReason } from '../listener/connection-limiter.ts';

/** Upper bounds of the latency buckets, in seconds. */
const BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
] as const;

interface Histogram {
  readonly counts: number[];
  sum: number;
  total: number;
}

/** The requests of one operation. Counted without their labels, which only a scrape has to write. */
interface CountedOperation {
  readonly byStatus: Map<number, number>;
  readonly durations: Histogram;
}

/** A value that is read at each scrape. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  /** Default `gauge`. */
  readonly type?: 'counter';
  readonly values: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

/** Metrics of the server, in Prometheus' text format. */
export class Metrics {
  readonly #operations = new Map<string, CountedOperation>();
  readonly #attempts = new Map<string, number>();
  readonly #refusedConnections = new Map<string, number>();
  readonly #payments = new Map<string, number>();
  readonly #quotaRefusals = new Map<string, number>();
  readonly #refusedDeliveries = new Map<string, number>();
  readonly #fileErrors = new Map<string, number>();
  readonly #bucketRequests = new Map<string, number>();
  readonly #redisCommands = new Map<string, number>();
  readonly #mails = new Map<string, number>();

  noteRequest({ operation, status, duration_ms, quota }: RequestLog): void {
    if (quota !== null) increment(this.#quotaRefusals, labelText({ quota }));
    const counted = this.#countedOf(operation ?? 'unknown');
    const requests = counted.byStatus.get(status) ?? 0;
    counted.byStatus.set(status, requests + 1);
    observe(counted.durations, duration_ms / 1_000);
  }

  noteRefusedConnection(reason: RefusalReason): void {
    increment(this.#refusedConnections, labelText({ reason }));
  }

  /** @param outcome The status code, or the reason why there was none. */
  noteAttempt(outcome: string): void {
    // A receiver may respond with any number: a label with all of them would have no bound.
    const label = /^\d+$/.test(outcome) ? statusClass(Number(outcome)) : outcome;
    increment(this.#attempts, labelText({ outcome: label }));
  }

  /** @param outcome What a report of the payment provider did. */
  notePayment(outcome: string): void {
    increment(this.#payments, labelText({ outcome }));
  }

  /** Counts content that should exist and cannot be read. */
  noteFileError(problem: ContentProblem): void {
    increment(this.#fileErrors, labelText({ problem }));
  }

  /** @param outcome The class of the status, or why there was none. */
  noteBucketRequest(operation: string, outcome: string): void {
    increment(this.#bucketRequests, labelText({ operation, outcome }));
  }

  /** @param outcome Whether there was a reply, and otherwise why not. */
  noteRedisCommand(command: string, outcome: string): void {
    increment(this.#redisCommands, labelText({ command, outcome }));
  }

  /** @param outcome `sent`, or why an attempt to send a mail failed. */
  noteMail(outcome: string): void {
    increment(this.#mails, labelText({ outcome }));
  }

  /** @param reason Why the delivery is recorded as failed without an attempt. */
  noteRefusedDelivery(reason: string): void {
    increment(this.#refusedDeliveries, labelText({ reason }));
  }

  format(gauges: readonly Gauge[]): string {
    return [
      ...counter(
        'firsthand_requests_total',
        'Requests by operation and status',
        requestCounts(this.#operations),
      ),
      ...heading(
        'firsthand_request_duration_seconds',
        'histogram',
        'Time to respond, by operation',
      ),
      ...[...this.#operations].flatMap(([operation, { durations }]) =>
        histogramLines(labelText({ operation }), durations),
      ),
      ...counter(
        'firsthand_delivery_attempts_total',
        'Webhook attempts by outcome',
        this.#attempts,
      ),
      ...counter(
        'firsthand_connections_refused_total',
        'Connections refused or cut off, by reason',
        this.#refusedConnections,
      ),
      ...counter(
        'firsthand_payment_reports_total',
        'Reports of the payment provider by outcome; mismatch needs an operator',
        this.#payments,
      ),
      ...counter(
        'firsthand_quota_refusals_total',
        'Requests refused by a quota',
        this.#quotaRefusals,
      ),
      ...counter(
        'firsthand_refused_deliveries_total',
        'Webhook deliveries recorded as failed without an attempt, by reason',
        this.#refusedDeliveries,
      ),
      ...counter(
        'firsthand_file_errors_total',
        'Downloads of content that is missing or corrupted on disk, by problem',
        this.#fileErrors,
      ),
      ...counter(
        'firsthand_s3_requests_total',
        'Attempts of requests to S3_BUCKET, by operation and outcome',
        this.#bucketRequests,
      ),
      ...counter(
        'firsthand_redis_commands_total',
        'Uses of REDIS_URL by command and outcome; PostgreSQL does what was not ok',
        this.#redisCommands,
      ),
      ...counter(
        'firsthand_mails_total',
        'Attempts to send a mail by outcome; those not sent are tried again',
        this.#mails,
      ),
      ...gauges.flatMap(gaugeLines),
      '',
    ].join('\n');
  }

  #countedOf(operation: string): CountedOperation {
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const durations = { counts: BUCKETS.map(() => 0), sum: 0, total: 0 };
    const counted = { byStatus: new Map<number, number>(), durations };
    this.#operations.set(operation, counted);
    return counted;
  }
}

function observe(histogram: Histogram, seconds: number): void {
  histogram.sum += seconds;
  histogram.total += 1;
  const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
  if (bucket !== -1) histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
}

function requestCounts(operations: ReadonlyMap<string, CountedOperation>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [operation, { byStatus }] of operations) {
    for (const [status, count] of byStatus) {
      counts.set(labelText({ operation, status: String(status) }), count);
    }
  }
  return counts;
}

function statusClass(status: number): string {
  return status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : 'other';
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, '_')}"`)
    .join(',');
}

function heading(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counter(name: string, help: string, counts: ReadonlyMap<string, number>): string[] {
  const samples = [...counts].map(([labels, count]) => `${name}{${labels}} ${count}`);
  return [...heading(name, 'counter', help), ...samples];
}

function histogramLines(labels: string, { counts, sum, total }: Histogram): string[] {
  const name = 'firsthand_request_duration_seconds';
  let upToHere = 0;
  const buckets = BUCKETS.map((bound, place) => {
    upToHere += counts[place] ?? 0;
    return `${name}_bucket{${labels},le="${bound}"} ${upToHere}`;
  });
  return [
    ...buckets,
    `${name}_bucket{${labels},le="+Inf"} ${total}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${total}`,
  ];
}

function gaugeLines({ name, help, type, values }: Gauge): string[] {
  const figures = values.map(({ labels, value }) => {
    const text = labelText(labels);
    return `${name}${text === '' ? '' : `{${text}}`} ${value}`;
  });
  return [...heading(name, type ?? 'gauge', help), ...figures];
}
