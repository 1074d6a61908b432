import process from 'node:process'
import { definePreparserSetup } from '@slidev/types'

/**
 * A talk in less time: with `talk: short` in the headmatter of `slides.md`, or `TALK=short` in the environment, only
 * slides with `path: short` in their frontmatter stay, and the deck's duration is the headmatter's `shortDuration`.
 */
export default definePreparserSetup(({ headmatter }) => {
  if ((process.env.TALK ?? headmatter.talk) !== 'short')
    return []

  return [{
    name: 'short-path',
    async transformSlide(_content, frontmatter) {
      if (frontmatter.shortDuration)
        frontmatter.duration = frontmatter.shortDuration
      if (!frontmatter.src && frontmatter.path !== 'short')
        frontmatter.hide = true
      return undefined
    },
  }]
})
