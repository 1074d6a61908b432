import { describe, expect, it } from 'vitest'
import { actionAt, actions, assign, characterOf, keysOf } from './keymap.ts'

describe('the keys of the deck', () => {
  it('are one for one thing', () => {
    const all = actions.flatMap(action => keysOf(action, {}))
    expect(new Set(all).size).toBe(all.length)
    expect(all.every(key => [...key].length === 1)).toBe(true)
  })

  it('do what they are for until someone chooses otherwise', () => {
    expect(actionAt('r', {})).toBe('run')
    expect(actionAt('q', {})).toBeUndefined()
    expect([actionAt('q', { run: 'q' }), actionAt('r', { run: 'q' })]).toEqual(['run', undefined])
  })

  it('can each be switched off', () => {
    for (const action of actions) {
      for (const key of action.keys)
        expect(actionAt(key, { [action.name]: '' })).toBeUndefined()
    }
  })

  it('can each be another one, and not one that does something else', () => {
    expect(assign({}, 'run', 'ñ')).toEqual({ own: { run: 'ñ' } })
    expect(assign({}, 'run', 'b')).toEqual({ problem: expect.stringContaining('Make the hall’s screen black') })
    expect(assign({ black: '' }, 'run', 'b')).toEqual({ own: { black: '', run: 'b' } })
    expect(assign({}, 'black', 'b')).toEqual({ own: { black: 'b' } })
  })

  it.each(['', ' ', 'Enter', '1'])('cannot be %j', key => expect(assign({}, 'run', key)).toHaveProperty('problem'))

  it('are capitals with Shift, whatever Caps Lock says', () => {
    expect(characterOf('R', false)).toBe('r')
    expect(characterOf('r', true)).toBe('R')
    expect(characterOf('?', true)).toBe('?')
  })
})
