import { expect, it } from 'vitest'
import { cookiesFor, isSentHere, roleOf, whereOf } from './role-of.ts'

const access = { isRemote: true, ticket: 'right', cookie: 'four-eggs-3030', mark: 'mark' }
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
  ['the other end of one that says how it was asked, and not for whom', { 'host': 'localhost:3030', 'x-forwarded-proto': 'https' }, '127.0.0.1'],
  ['the other end of a proxy that says only that it is one', { host: 'localhost:3030', via: '1.1 tunnel' }, '127.0.0.1'],
  ['the other end of a tunnel that says nothing', { host: 'talk.example' }, '127.0.0.1'],
])('calls everybody else the audience: %s', (_, headers, address) => {
  expect(role(headers as Record<string, string>, address)).toBe('audience')
})

it('tells a window that another site’s page has opened by the one cookie that comes with it', () => {
  const [ticket, mark] = cookiesFor(access).map(cookie => cookie.split(';')[0]!)
  const isSent = (...cookies: string[]) => isSentHere({ address: '192.168.1.9', headers: { cookie: cookies.join('; ') } }, access)
  expect(cookiesFor(access)).toEqual([expect.stringContaining('SameSite=Strict'), expect.stringContaining('SameSite=Lax')])
  expect(isSent(mark!)).toBe(true)
  expect(isSent(mark!, 'four-eggs-3030=that of another start')).toBe(true)
  expect([isSent(), isSent(ticket!), isSent(ticket!, mark!), isSent(`${mark}x`), isSent('four-eggs-4000-mark=mark')]).not.toContain(true)
  expect(role({ cookie: mark! })).toBe('audience')
})

it('tells places apart by their address, and by whom a tunnel says that it asks for', () => {
  const where = (address: string, said?: string) => whereOf({ address, headers: { ...said !== undefined && { 'x-forwarded-for': said } } })
  expect(where('192.168.1.9')).toBe('192.168.1.9')
  expect(where('127.0.0.1')).toBe('127.0.0.1')
  expect(where('127.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
  // Half of an IPv6 address is one phone's own: it can ask from as many as it likes.
  for (const said of ['[2001:db8::7]:50000', '2001:db8::7', '2001:DB8:0:0:1:2:3:4', '2001:0db8::', '[2001:db8:0::1:0:0:8]'])
    expect(where('::1', said), said).toBe('2001:db8:0:0::')
  expect(where('::1', '2001:db8:0:1::7')).toBe('2001:db8:0:1::')
  expect(where('::1', '::ffff:203.0.113.7')).toBe('::ffff:203.0.113.7')
  expect(where('::1', 'unknown')).toBe('unknown')
  // A browser has several connections, each with a port of its own.
  expect(where('127.0.0.1', '203.0.113.7:50000')).toBe('203.0.113.7')
  // Names that somebody gives to themselves make nobody else of them.
  expect(where('127.0.0.1', '10.0.0.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(where('192.168.1.9', '10.0.0.1')).toBe('192.168.1.9')
})
