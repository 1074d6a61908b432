/** A function shows its text as the program has it, without the marks. */
export function hideMarks(unmark: (text: string) => string, { prototype }: { prototype: object } = Function): () => void {
  const { toString } = prototype
  const hiding = new Proxy(toString, {
    apply: (target, self, args) => unmark(Reflect.apply(target, self === hiding ? target : self, args) as string),
  })
  Object.defineProperty(prototype, 'toString', { value: hiding, writable: true, configurable: true, enumerable: false })
  return () => void Object.defineProperty(prototype, 'toString', { value: toString, writable: true, configurable: true, enumerable: false })
}
