import { expect, it } from 'vitest'
import { roleOf, whereOf } from './role-of.ts'

const access = { isRemote: true, ticket: 'right', cookie: 'four-eggs-3030' }
function role(headers: Record<string, string>, address = '192.168.1.9', given = access) {
  return roleOf({ address, headers: { host: '192.168.1.5:3030', ...headers } }, given)
}

it('calls everybody the speaker on a deck that only this machine can reach', () => {
  expect(role({}, '127.0.0.1', { ...access, isRemote: false })).toBe('speaker')
})

it('calls who sits at this machine the speaker', () => {
  expect(role({ host: 'localhost:3030' }, '127.0.0.1')).toBe('speaker')
  expect(role({ host: '[::1]:3030' }, '::1')).toBe('speaker')
  expect(role({ host: '127.0.0.1:3030' }, '::ffff:127.0.0.1')).toBe('speaker')
})

it('calls who has shown the password the speaker', () => {
  expect(role({ cookie: 'four-eggs-3030=right' })).toBe('speaker')
  expect(role({ cookie: 'a=b; four-eggs-3030=right; c' })).toBe('speaker')
})

it.each([
  ['nothing', {}, '192.168.1.9'],
  ['an empty ticket', { cookie: 'four-eggs-3030=' }, '192.168.1.9'],
  ['a wrong ticket', { cookie: 'four-eggs-3030=wrong' }, '192.168.1.9'],
  ['the ticket of another deck', { cookie: 'four-eggs-4000=right' }, '192.168.1.9'],
  ['a forged host', { host: 'localhost:3030' }, '192.168.1.9'],
  ['the other end of a tunnel', { 'host': 'localhost:3030', 'x-forwarded-for': '203.0.113.7' }, '127.0.0.1'],
  ['the other end of a tunnel that says nothing', { host: 'talk.example' }, '127.0.0.1'],
])('calls everybody else the audience: %s', (_, headers, address) => {
  expect(role(headers as Record<string, string>, address)).toBe('audience')
})

it('tells places apart by their address and by whom a tunnel asks for', () => {
  const where = (address: string, headers = {}) => whereOf({ address, headers })
  const places = [
    where('192.168.1.9'),
    where('192.168.1.8'),
    where('127.0.0.1'),
    where('127.0.0.1', { 'x-forwarded-for': '' }),
    where('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }),
    where('127.0.0.1', { 'x-real-ip': '203.0.113.7' }),
  ]
  expect(new Set(places).size).toBe(places.length)
  expect(where('192.168.1.9', { cookie: 'a=b' })).toBe(places[0])
})

it.each([
  ['x-forwarded-for', '203.0.113.7:50000', '203.0.113.7:50001', '203.0.113.8:50000'],
  ['x-forwarded-for', '203.0.113.7:50000, 10.0.0.1', '203.0.113.7:50001, 10.0.0.1', '203.0.113.7:50000, 10.0.0.2'],
  ['x-forwarded-for', '[2001:db8::7]:50000', '[2001:db8::7]:1', '[2001:db8::8]:50000'],
  ['x-forwarded-for', '2001:db8::7', '2001:db8::7', '2001:db8::8'],
  ['x-real-ip', '203.0.113.7:1', '203.0.113.7', '203.0.113.70'],
  ['forwarded', 'for="203.0.113.7:1";proto=https', 'for="203.0.113.7:2";proto=https', 'for="203.0.113.71:1";proto=https'],
  ['forwarded', 'for="[2001:db8::7]:1"', 'for="[2001:db8::7]:22"', 'for="[2001:db8:7::]:1"'],
])('takes all connections of a browser for one place: %s %s', (name, one, same, other) => {
  const where = (value: string) => whereOf({ address: '127.0.0.1', headers: { [name]: value } })
  expect(where(same)).toBe(where(one))
  expect(where(other)).not.toBe(where(one))
})
