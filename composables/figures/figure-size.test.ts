import { describe, expect, it } from 'vitest'
import { halfAt, moveColumns } from './figure-size.ts'

describe('a figure on a phone', () => {
  it('has its second half below the first', () => {
    expect(halfAt(1, true, 410)).toBe('translate(0 410)')
    expect(halfAt(1, false, 410)).toBe('translate(460 0)')
    expect(halfAt(0, true, 410)).toBe('translate(0 0)')
  })

  it('has its arrows where its columns are, at the heights that they had', () => {
    expect(moveColumns('M96 138H322', x => x / 2)).toBe('M48 138H161')
    expect(moveColumns('M286 84L188 142', x => x + 1)).toBe('M287 84L189 142')
  })
})
