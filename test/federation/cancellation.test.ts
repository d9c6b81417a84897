import { asAbortSignal, Cancellation } from "../../gateway/engine";

describe("a cancellation", () => {
  it("tells whoever listens, once, with the first reason", () => {
    const cancellation = new Cancellation();
    const told: unknown[] = [];
    const forgotten = () => void told.push("forgotten");
    cancellation.addEventListener("abort", () => void told.push(cancellation.reason));
    cancellation.addEventListener("abort", forgotten);
    cancellation.removeEventListener("abort", forgotten);
    expect(cancellation.aborted).toBe(false);
    cancellation.abort("gone");
    cancellation.abort("late");
    expect([cancellation.aborted, cancellation.reason, told]).toEqual([true, "gone", ["gone"]]);
  });

  it("lets a listener that is told take another away", () => {
    const cancellation = new Cancellation();
    const told: string[] = [];
    const second = () => void told.push("second");
    cancellation.addEventListener("abort", () => cancellation.removeEventListener("abort", second));
    cancellation.addEventListener("abort", second);
    cancellation.abort("gone");
    // As with an AbortSignal, nobody is told by one who was taken away.
    const controller = new AbortController();
    const native: string[] = [];
    const nativeSecond = () => void native.push("second");
    controller.signal.addEventListener("abort", () =>
      controller.signal.removeEventListener("abort", nativeSecond),
    );
    controller.signal.addEventListener("abort", nativeSecond);
    controller.abort();
    expect(told).toEqual(native);
  });

  it("becomes an AbortSignal for what knows no other, before it fires and after", () => {
    const early = new Cancellation();
    const signal = asAbortSignal(early);
    early.abort("gone");
    const late = asAbortSignal(early);
    expect([signal.aborted, signal.reason, late.aborted, late.reason]).toEqual([true, "gone", true, "gone"]);
    const real = new AbortController().signal;
    expect(asAbortSignal(real)).toBe(real);
  });
});
