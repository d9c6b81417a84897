import { table } from "../table";
import type { Squeezed } from "./squeeze";

/**
 * For each answer and encoding, level by level. `pays below`: the link on which the bytes saved take as long as the CPU
 * spent, in Mbit/s, for the whole compression and for the step from the level before. On a slower link it pays.
 */
export function compressionReport(measured: readonly Squeezed[]): string {
  const rows = measured.map((one, index) => {
    const before = measured[index - 1];
    const step = before?.answer === one.answer && before.encoding === one.encoding ? before : undefined;
    return [
      `${one.answer}, ${one.encoding} ${one.level}`,
      one.plain,
      one.bytes,
      `${((100 * one.bytes) / one.plain).toFixed(1)} %`,
      one.milliseconds.toFixed(3),
      link(one.plain - one.bytes, one.milliseconds),
      step === undefined ? "" : link(step.bytes - one.bytes, one.milliseconds - step.milliseconds),
    ];
  });
  return table(["answer", "bytes", "compressed", "share", "CPU ms", "pays below", "step pays below"], rows);
}

/** Mbit/s. */
function link(savedBytes: number, milliseconds: number): string {
  if (savedBytes <= 0) return "never";
  if (milliseconds <= 0) return "always";
  return ((savedBytes * 8) / milliseconds / 1e3).toFixed(0);
}
