import { expect, it } from 'vitest'
import { addressOf } from './address-of.ts'

const site = 'https://talk.example/eggs/'

it('is where the site is, whichever slide is shown', () => {
  expect(addressOf('https://talk.example/eggs/#/12', './', null)).toEqual({ href: site, words: 'talk.example/eggs', isOnlyHere: false })
  expect(addressOf('https://talk.example/eggs/index.html?clicks=2#/12', './', null).href).toBe(site)
})

it('is where a deck is served, also from its presenter view', () => {
  expect(addressOf('http://192.168.0.7:3030/presenter/12', '/', null)).toEqual({
    href: 'http://192.168.0.7:3030/',
    words: '192.168.0.7:3030',
    isOnlyHere: false,
  })
})

it.each(['http://localhost:3030/7', 'http://127.0.0.1:3030/7', 'http://[::1]:3030/7', 'http://eggs.localhost/7'])(
  'says that %s is found by its own machine only',
  (page) => {
    expect(addressOf(page, '/', null).isOnlyHere).toBe(true)
  },
)

it('is the published address where only its own machine would find it', () => {
  expect(addressOf('http://localhost:3030/7', '/', site)).toEqual({ href: site, words: 'talk.example/eggs', isOnlyHere: false })
})

it('is its own where a copy of the site is elsewhere', () => {
  expect(addressOf('https://mirror.example/#/7', './', site).words).toBe('mirror.example')
})
