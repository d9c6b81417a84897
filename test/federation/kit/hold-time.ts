/** Timeouts of this file's tests fire only when `jest.advanceTimersByTime` says so; everything else goes on as it does. */
export function holdTimeouts(): void {
  beforeAll(() => {
    jest.useFakeTimers({
      doNotFake: [
        "Date",
        "hrtime",
        "nextTick",
        "performance",
        "queueMicrotask",
        "setImmediate",
        "clearImmediate",
        "setInterval",
        "clearInterval",
      ],
    });
  });
  afterAll(() => {
    jest.useRealTimers();
  });
}
