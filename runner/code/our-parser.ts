import type { AnyNode } from 'acorn'
import { Parser } from 'acorn'

/** What a parser has of itself while it reads, and its types do not tell. */
interface Reading {
  lastTokEnd: number
  parseVarId: (declaration: { id: AnyNode }, kind: string) => void
  unexpected: (at?: number) => never
  raise: (at: number, message: string) => never
}

/** Says of a `const` without a value that it has none, at its name. Plain acorn does not expect what follows it. */
export const OurParser = Parser.extend((Base) => {
  const { parseVarId, unexpected } = Base.prototype as unknown as Reading
  return class extends Base {
    named?: AnyNode

    static {
      Object.assign(this.prototype, {
        parseVarId(this: Reading & { named?: AnyNode }, declaration, kind) {
          parseVarId.call(this, declaration, kind)
          this.named = kind === 'const' ? declaration.id : undefined
        },
        unexpected(this: Reading & { named?: AnyNode }, at): never {
          return this.named?.end === this.lastTokEnd
            ? this.raise(this.named.start, 'Missing initializer in const declaration')
            : unexpected.call(this, at)
        },
      } satisfies Pick<Reading, 'parseVarId' | 'unexpected'>)
    }
  }
})
