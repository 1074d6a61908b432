import { expect, it } from 'vitest'
import { readCommand } from './options.ts'

it.each<[string, string]>([
  ['--prot 3', 'There is no option --prot.'],
  ['-p 3', 'There is no option -p.'],
  ['--pans -1', '--pans wants a value after it, one that does not begin with a hyphen.'],
  ['--port', '--port wants a value after it'],
  ['--pans=-1', '--pans is "-1", and has to be a whole number from 1 to 10000.'],
  ['--pans many', '--pans is "many", and has to be a whole number from 1 to 10000.'],
  ['--queue 1.5', '--queue is "1.5", and has to be a whole number from 0 to 10000.'],
  ['--seed abc', '--seed is "abc", and has to be a whole number from 0 to 4294967295.'],
  ['--times lognormal', '--times is "lognormal", and has to be fixed, uniform, log-normal, one-in-twenty.'],
  ['--beyond no', '--beyond is "no", and has to be wait or refuse.'],
  ['--left x', '--left is "x", and has to be gas-off or fry-on.'],
  ['--closed 1000', '--closed is "1000", and has to be two times in milliseconds, the first before the second: 1000-3000.'],
  ['--closed a-b', '--closed is "a-b", and has to be two times in milliseconds, the first before the second: 1000-3000.'],
  ['--closed 3-1', '--closed is "3-1", and has to be two times in milliseconds, the first before the second: 1000-3000.'],
  ['--closed 1-99999999999', '--closed is "1-99999999999", and has to be'],
  ['--ms 1e9', '--ms is "1e9", and an egg takes a whole number of milliseconds from 0 to 60000.'],
  ['extra', 'Unexpected argument \'extra\'.'],
])('says of %s in a sentence what to write', (typed, sentence) => {
  const command = readCommand(typed.split(' '), 'npx egg-server')
  expect(command).toMatchObject({ kind: 'mistake' })
  const said = (command as { sentence: string }).sentence
  expect(said.startsWith(sentence), said).toBe(true)
  expect(said.split('\n')).toEqual([expect.stringMatching(/^[^\\{}]+\.$/), 'npx egg-server --help says what there is.'])
})

it('reads how full the kitchen may get', () => {
  expect(readCommand('--pans 2 --queue 1 --times log-normal --seed 7 --closed 1000-3000 --left fry-on'.split(' '))).toMatchObject({
    kind: 'start',
    rules: { pans: 2, queue: 1, beyond: 'refuse', times: 'log-normal', seed: 7, closed: { from: 1000, to: 3000 }, left: 'fry-on' },
  })
})
