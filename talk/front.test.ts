import { describe, expect, it } from 'vitest'
import { fillFront, frontOf } from './front.ts'

const cover = (content: string) => ({ content, frontmatter: {}, source: { filepath: '/talk/slides.md' } })

describe('what a deck says of itself', () => {
  it('is its headmatter and the headline of its cover', () => {
    expect(
      frontOf({
        headmatter: { title: 'Tea, For Two', author: 'Ann', info: 'About tea.', lead: 'For those who drink it.' },
        slides: [cover('# Tea, *for two*, please\n\nWords.')],
      }),
    ).toEqual({
      title: 'Tea, For Two',
      shortTitle: 'Tea',
      author: 'Ann',
      info: 'About tea.',
      lead: 'For those who drink it.',
      headline: 'Tea, for two, please',
      phrases: ['Tea, ', 'for two', ', please'],
    })
  })

  it('does without most of it', () => {
    expect(frontOf({ headmatter: {}, slides: [cover('# 並行処理とは何か')] })).toMatchObject({
      title: '並行処理とは何か',
      phrases: ['並行処理とは何か', '', ''],
      lead: '',
    })
    expect(frontOf({ headmatter: {}, slides: [] }).title).toBe('Untitled')
  })

  it('is written into a page as text, whatever is in it', () => {
    const front = frontOf({ headmatter: { title: 'Fish & <Chips> "$&"' }, slides: [cover('# Fish')] })
    expect(fillFront('<h1>%title%</h1><p title="%title%">100 %, %headline%</p>', front))
      .toBe('<h1>Fish &amp; &lt;Chips> &quot;$&amp;&quot;</h1><p title="Fish &amp; &lt;Chips> &quot;$&amp;&quot;">100 %, Fish</p>')
  })
})
