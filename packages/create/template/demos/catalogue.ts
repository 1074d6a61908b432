// What is known of a program before it runs. All of it may be left out, and so may this file.
export default {
  'at-once': { title: 'Two eggs at once', question: 'seconds: 2, 4', expect: { eggs: ['A', 'B'], overlap: 'all', outcome: 'done' } },
  'one-by-one': { title: 'Two eggs, one by one', expect: { eggs: ['A', 'B'], overlap: 'none', outcome: 'done' } },
}
