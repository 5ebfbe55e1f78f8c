import type { Logs } from '../callbacks/callback.js';
import type { BatchEvent, EndEvent, EpochEvent, StartEvent } from './listener.js';

/** A loss or metric as Keras prints it: four decimals, or an exponent where they would say nothing. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return value !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(4) : value.toFixed(4);
}

/** `0.85 s`, `42 s`, `3:07`, `2:03:07`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(seconds < 0.095 ? 3 : 2)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `61,234` */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function values(logs: Logs, prefix = ''): string[] {
  return Object.entries(logs).map(([name, value]) => `${prefix}${name} ${formatValue(value)}`);
}

/** The line that stays when an epoch is over; also what a pipe gets. No control characters. */
export function epochLine(event: EpochEvent, epochs: number): string {
  const number = `epoch ${String(event.epoch).padStart(String(epochs).length)}/${epochs}`;
  const parts = [number, ...values(event.logs), ...values(event.valLogs ?? {}, 'val_')];
  const skipped = event.skipped ? [`${formatCount(event.skipped)} skipped`] : [];
  return [...parts, ...skipped, formatSeconds(event.seconds)].join('  ');
}

/** The line at the end of training, or undefined where there is nothing to say. */
export function endLine(event: EndEvent, epoch: number): string | undefined {
  return event.reason === undefined ? undefined : `stopped after epoch ${epoch}: ${event.reason}`;
}

const WIDEST_BAR = 30;
const NARROWEST_BAR = 8;

/** The line of an epoch that goes on, never wider than `width`: what matters least is left out first. */
export function barLine(start: StartEvent, event: BatchEvent, seconds: number, width: number): string {
  const { epoch, step } = event;
  const steps = start.stepsPerEpoch;
  const head = `${epoch}/${start.epochs}`;
  const count = `${step}/${steps}`;
  const [loss, ...metrics] = values(event.logs());
  const speed = seconds > 0 ? `${formatCount(event.samples / seconds)}/s` : '';
  const left = `${formatSeconds((seconds / step) * (steps - step))} left`;
  const rest = [loss ?? '', ...metrics, speed, left].filter((part) => part !== '');
  // given up one after the other: speed, the metrics from the last, time left, loss
  const given = [speed, ...metrics.toReversed(), left, loss ?? ''].filter((part) => part !== '');
  for (;;) {
    const text = [count, ...rest].join('  ');
    const room = width - head.length - text.length - '  [] '.length;
    if (room >= NARROWEST_BAR) return `${head} [${bar(step / steps, Math.min(room, WIDEST_BAR))}] ${text}`;
    const victim = given.shift();
    if (victim === undefined) return `${head} ${text}`.slice(0, Math.max(0, width));
    rest.splice(rest.indexOf(victim), 1);
  }
}

function bar(share: number, width: number): string {
  const full = Math.min(width, Math.floor(share * width));
  const tip = full < width ? '>' : '';
  return ('='.repeat(full) + tip).padEnd(width, '.');
}
