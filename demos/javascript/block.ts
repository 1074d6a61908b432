/**
 * Blocks this thread for so long: it does nothing else, as in a call of the operating system
 * that waits. It is on its own, so that its text can be sent to another thread. Never call it where a page is drawn.
 */
export function block(ms: number): void {
  // Memory that could be shared, got in the one way that needs no special headers; no other thread has it.
  const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  Atomics.wait(new Int32Array(buffer), 0, 0, ms)
}
