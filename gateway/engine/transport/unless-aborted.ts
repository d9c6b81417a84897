import type { CancelSignal } from "../contract/cancellation";

/** As `work` goes, or the signal's reason as soon as it fires; what was waited for may go on. */
export function unlessAborted<T>(work: Promise<T>, signal: CancelSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    const forget = (): void => signal.removeEventListener("abort", stop);
    work.finally(forget).then(resolve, reject);
  });
}
